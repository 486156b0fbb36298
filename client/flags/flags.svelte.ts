import type { CommandFields } from '#shared/contract';
import type { Flag, FlagReason } from '#shared/flags';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/command-queue.svelte.ts';

/** What else a review leaves, beside the learning. */
type Leaves = Pick<CommandFields<'flag:close'>, 'theme' | 'followUp' | 'manualChange'>;

/** Flags, each with its whole story: mine and my partner's, or all of them for a supervisor. */
export class Flags {
  #live: Live;
  #flags = new VersionedMap<Flag>();
  /** Newest first: ids made later sort later. One that was taken back is as if it had not been raised. */
  all = $derived(
    this.#flags.all.filter(({ state }) => state !== 'withdrawn').sort((a, b) => b.id.localeCompare(a.id)),
  );
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
    return this.all.filter((flag) => flag.callId === callId);
  }

  /** With `place`, where the words were typed: they come back there if this is refused. */
  raise(callId: string, reason: FlagReason, note: string, place?: string, askMeFirst = false) {
    const raised = { flagId: newId(), callId, reason, note, askMeFirst };
    return this.#live.send('flag:raise', raised, typedAt(place, note));
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

  close(flagId: string, learning: string, place?: string, leaves: Leaves = {}) {
    return this.#live.send('flag:close', { flagId, learning, ...leaves }, typedAt(place, learning));
  }
}
