import { isOver, type Debrief } from '#shared/debriefs';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';

/** Requests for a debrief: mine, and those I am asked to answer. */
export class Debriefs {
  #debriefs = new VersionedMap<Debrief>();
  /** Newest first: ids made later sort later. */
  all = $derived(this.#debriefs.all.toSorted((a, b) => b.id.localeCompare(a.id)));
  open = $derived(this.all.filter((debrief) => !isOver(debrief)));

  constructor(live: Live) {
    live.on('welcome', ({ since, debriefs }) => this.#debriefs.welcome(since, debriefs));
    live.on('debrief:changed', (debrief) => this.#debriefs.keep(debrief));
  }

  get(id: string): Debrief | undefined {
    return this.#debriefs.get(id);
  }

  askedBy(personId: string): Debrief[] {
    return this.all.filter((debrief) => debrief.askedBy === personId);
  }
}
