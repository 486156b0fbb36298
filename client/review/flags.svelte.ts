import { uuidv7 } from 'uuidv7';
import type { Flag, FlagReason } from '#shared/review';
import { Latest } from '../live/latest.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { typedAt } from '../live/waiting-line.svelte.ts';

/** Flags, each with its whole story: mine and my partner's, or all of them for a supervisor. */
export class Flags {
  #live: Live;
  #flags = new Latest<Flag>();
  /** Newest first: ids made later sort later. */
  all = $derived(this.#flags.all.toSorted((a, b) => b.id.localeCompare(a.id)));
  waiting = $derived(this.all.filter(({ state }) => state === 'waiting').toReversed());

  constructor(live: Live) {
    this.#live = live;
    live.on('welcome', ({ since, flags }) => this.#flags.welcome(since, flags));
    live.on('flag:changed', (flag) => this.#flags.keep(flag));
  }

  get(id: string): Flag | undefined {
    return this.#flags.get(id);
  }

  raisedBy(personId: string): Flag[] {
    return this.all.filter((flag) => flag.raisedBy === personId);
  }

  onCall(callId: string): Flag[] {
    return this.all.filter((flag) => flag.callId === callId && flag.state !== 'withdrawn');
  }

  /** With `place`, where the words were typed: they come back there if this is refused. */
  raise(callId: string, reason: FlagReason, note: string, place?: string) {
    return this.#live.send('flag:raise', { flagId: uuidv7(), callId, reason, note }, typedAt(place, note));
  }

  withdraw(flagId: string) {
    return this.#live.send('flag:withdraw', { flagId });
  }

  take(flagId: string) {
    return this.#live.send('flag:take', { flagId });
  }

  release(flagId: string) {
    return this.#live.send('flag:release', { flagId });
  }

  ask(flagId: string, question: string, place?: string) {
    return this.#live.send('flag:ask', { flagId, question }, typedAt(place, question));
  }

  answer(flagId: string, answer: string, place?: string) {
    return this.#live.send('flag:answer', { flagId, answer }, typedAt(place, answer));
  }

  close(flagId: string, learning: string, place?: string) {
    return this.#live.send('flag:close', { flagId, learning }, typedAt(place, learning));
  }
}
