import type { Flag } from '#shared/flags';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';

/** Flags with all their steps: mine and my partner's, or all of them for a supervisor. */
export class Flags {
  #flags = new VersionedMap<Flag>();
  /** Newest first: ids made later sort later. Without withdrawn ones. */
  all = $derived(
    this.#flags.all.filter(({ state }) => state !== 'withdrawn').sort((a, b) => b.id.localeCompare(a.id)),
  );
  waiting = $derived(this.all.filter(({ state }) => state === 'waiting').toReversed());

  constructor(live: Live) {
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
}
