import { newId } from '../live/new-id.ts';
import type { Call, CallRecord } from '#shared/calls';
import type { Reply } from '#shared/refusals';
import type { ServerClock } from '../live/clock.svelte.ts';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { refusalWords } from '../ui/refusal-words.ts';
import { Drafts } from './drafts.svelte.ts';
import { begun, withWaiting } from './in-advance.ts';
import { closeCall, endCall, logCall, startCall } from './commands.ts';

export type TurnedDown = { callId: string; wish: 'end' | 'close'; why: string };

/** The calls I may see, with my unacknowledged commands applied. */
export class Calls {
  #live: Live;
  #clock: ServerClock;
  #calls = new VersionedMap<Call>();
  /** Begun here and not heard of from the server. */
  #begun = $state.raw<Call[]>([]);
  /** Unsent edits, and whether they are saved. */
  drafts: Drafts;
  /** The last refusal to end or finish a call; the buttons of that call may no longer be on screen. */
  turnedDown = $state.raw<TurnedDown | null>(null);

  all = $derived.by(() => {
    const waiting = this.#live.outbox.all;
    return [...this.#calls.all, ...this.#begun].map((call) => withWaiting(call, waiting, this.#clock));
  });

  constructor(live: Live, clock: ServerClock) {
    this.#live = live;
    this.#clock = clock;
    this.drafts = new Drafts(live);
    live.on('welcome', ({ since, calls }) => {
      this.#calls.welcome(since, calls);
      this.#heardOf(calls);
    });
    live.on('call:changed', (call) => {
      this.#calls.keep(call);
      this.#heardOf([call]);
    });
  }

  #heardOf(calls: Call[]) {
    const ids = new Set(calls.map(({ id }) => id));
    this.#begun = this.#begun.filter(({ id }) => !ids.has(id));
  }

  get(id: string): Call | undefined {
    return this.all.find((call) => call.id === id);
  }

  /** The stored record with unsent edits applied. */
  recordOf(call: Call): CallRecord {
    return { ...call.record, ...this.drafts.of(call.id) };
  }

  inShift(shiftId: string): Call[] {
    return this.all.filter((call) => call.shiftId === shiftId);
  }

  activeOf(personId: string): Call | undefined {
    return this.all.find((call) => call.state === 'active' && call.assignedTo === personId);
  }

  unfinishedOf(personId: string): Call[] {
    return this.all.filter((call) => call.state !== 'closed' && call.assignedTo === personId);
  }

  /** Shows the call at once, also offline. */
  async start(shiftId: string, personId: string): Promise<Reply> {
    const call = begun({ id: newId(), shiftId, assignedTo: personId, startedAt: this.#clock.exact() });
    this.#begun = [...this.#begun, call];
    const reply = await startCall(this.#live, call.id);
    if (!reply.ok) this.#begun = this.#begun.filter(({ id }) => id !== call.id);
    return reply;
  }

  /** A call that was not started live, to be written up; times in milliseconds since 1970. Returns its id at once. */
  log(
    shiftId: string,
    personId: string,
    { startedAt, endedAt }: { startedAt: number; endedAt: number },
  ): string {
    const call = begun({ id: newId(), shiftId, assignedTo: personId, startedAt });
    const times = { startedAt: call.startedAt, endedAt: new Date(endedAt).toISOString() };
    const over: Call = { ...call, ...times, state: 'writing-up', writtenAfterwards: true };
    this.#begun = [...this.#begun, over];
    const sent = logCall(this.#live, { callId: call.id, shiftId, ...times });
    void sent.then(({ ok }) => {
      if (!ok) this.#begun = this.#begun.filter(({ id }) => id !== call.id);
    });
    return call.id;
  }

  /** Saves typed text shortly after the last key. */
  type(call: Call, changes: Partial<CallRecord>) {
    this.drafts.put(call, changes);
  }

  /** Saves a choice at once. */
  choose(call: Call, changes: Partial<CallRecord>) {
    this.drafts.put(call, changes);
    this.drafts.send(call.id);
  }

  end(callId: string) {
    return this.#wish('end', callId);
  }

  close(callId: string) {
    return this.#wish('close', callId);
  }

  async #wish(wish: TurnedDown['wish'], callId: string): Promise<Reply> {
    this.turnedDown = null;
    this.drafts.send(callId);
    const reply = await (wish === 'end' ? endCall : closeCall)(this.#live, callId);
    const why = refusalWords(reply);
    if (why) this.turnedDown = { callId, wish, why };
    return reply;
  }
}
