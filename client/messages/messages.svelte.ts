import { SvelteMap } from 'svelte/reactivity';
import type { Message } from '#shared/messages';
import { get } from '../live/http.ts';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';

/** How long somebody counts as typing after the last indicator, in milliseconds. */
const typingFor = 6_000;

/** The messages of a shift's pair. */
export class Messages {
  #live: Live;
  #messages = new VersionedMap<Message>();
  #typing = new SvelteMap<string, ReturnType<typeof setTimeout>>();
  #began = new SvelteMap<string, boolean>();

  constructor(live: Live) {
    this.#live = live;
    live.on('welcome', ({ since, messages }) => this.#messages.welcome(since, messages));
    live.on('message:changed', (message) => {
      this.#messages.keep(message);
      this.#stopTyping(message.from);
    });
    live.on('typing', ({ personId, on }) => {
      this.#stopTyping(personId);
      if (on)
        this.#typing.set(
          personId,
          setTimeout(() => this.#stopTyping(personId), typingFor),
        );
    });
  }

  /** In the order they arrived. */
  inShift(shiftId: string): Message[] {
    return this.#messages.all
      .filter((message) => message.shiftId === shiftId)
      .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt) || a.id.localeCompare(b.id));
  }

  /** Messages neither acknowledged nor heard of as news yet, in order; those with `refusal` were refused. */
  get unsent() {
    return this.#live.waiting('message:send').filter(({ fields }) => !this.#messages.get(fields.messageId));
  }

  isTyping(personId: string) {
    return this.#typing.has(personId);
  }

  /** Whether the shift's first message has been fetched. */
  beganIn(shiftId: string) {
    return this.#began.get(shiftId) ?? false;
  }

  /** Fetches messages older than the earliest one here. Resolves to a sentence if that fails, else null. */
  async earlier(shiftId: string, aboutToKeep: () => void = () => {}): Promise<string | null> {
    const first = this.inShift(shiftId)[0];
    if (!first) return null;
    const answer = await get<{ messages: Message[]; more: boolean }>(`/api/chat/before/${first.id}`);
    if (!answer.ok) return answer.message;
    aboutToKeep();
    for (const message of answer.value.messages) this.#messages.keep(message);
    this.#began.set(shiftId, !answer.value.more);
    return null;
  }

  #stopTyping(personId: string) {
    clearTimeout(this.#typing.get(personId));
    this.#typing.delete(personId);
  }
}
