import { SvelteMap } from 'svelte/reactivity';
import type { Message } from '#shared/messages';
import { get } from '../live/http.ts';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';

/** How long somebody counts as typing after the last indicator, in milliseconds. */
const typingFor = 6_000;

type Page = { messages: Message[]; more: boolean };

const byArrival = (a: Message, b: Message) =>
  a.receivedAt.localeCompare(b.receivedAt) || a.id.localeCompare(b.id);

/** The page of messages before this one, newest first. */
const pageBefore = (id: string) => get<Page>(`/api/chat/before/${id}`);

/** The messages of a shift's pair. */
export class Messages {
  #live: Live;
  #messages = new VersionedMap<Message>();
  #typing = new SvelteMap<string, ReturnType<typeof setTimeout>>();
  #began = new SvelteMap<string, boolean>();

  constructor(live: Live) {
    this.#live = live;
    live.on('welcome', ({ since, messages }) => this.#welcome(since, messages));
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
    return this.#messages.all.filter((message) => message.shiftId === shiftId).sort(byArrival);
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
    const answer = await pageBefore(first.id);
    if (!answer.ok) return answer.message;
    aboutToKeep();
    this.#keepPage(shiftId, answer.value);
    return null;
  }

  /**
   * A whole welcome brings only the latest messages, oldest first. Older ones that were fetched stay while their shift is
   * in it, because somebody may be reading them, and are fetched again: what may no longer be seen goes.
   */
  #welcome(since: number, welcomed: Message[]) {
    if (since !== 0) return this.#messages.welcome(since, welcomed);
    const fetched = [...this.#began.keys()].flatMap((shiftId) => {
      const first = welcomed.find((message) => message.shiftId === shiftId);
      const held = first ? this.inShift(shiftId).filter((message) => byArrival(message, first) < 0) : [];
      return first && held.length > 0 ? [{ first, held }] : [];
    });
    this.#messages.welcome(0, [...fetched.flatMap(({ held }) => held), ...welcomed]);
    this.#began.clear();
    for (const { first, held } of fetched) void this.#fetchAgain(first, held);
  }

  async #fetchAgain({ shiftId, id: firstId }: Message, held: Message[]) {
    const gone = new Set(held.map(({ id }) => id));
    for (let id: string | undefined = firstId; id && gone.size > 0;) {
      const answer = await pageBefore(id);
      if (!answer.ok) break;
      this.#keepPage(shiftId, answer.value);
      for (const message of answer.value.messages) gone.delete(message.id);
      id = answer.value.more ? answer.value.messages.at(-1)?.id : undefined;
    }
    for (const id of gone) this.#messages.drop(id);
  }

  #keepPage(shiftId: string, { messages, more }: Page) {
    for (const message of messages) this.#messages.keep(message);
    this.#began.set(shiftId, !more);
  }

  #stopTyping(personId: string) {
    clearTimeout(this.#typing.get(personId));
    this.#typing.delete(personId);
  }
}
