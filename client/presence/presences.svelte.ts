import type { Presence } from '#shared/presence';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { withIsolatedName } from '../ui/isolated.ts';

/** The presences of each shift. */
export class Presences {
  #live: Live;
  #presences = new VersionedMap<Presence>(withIsolatedName);

  constructor(live: Live) {
    this.#live = live;
    live.on('welcome', ({ since, presences }) => this.#presences.welcome(since, presences));
    live.on('presence:changed', (presence) => this.#presences.keep(presence));
  }

  of(personId: string, shiftId: string): Presence | undefined {
    const mine = (presence: Presence) => presence.personId === personId && presence.shiftId === shiftId;
    return this.#presences.all.findLast(mine);
  }

  inShift(shiftId: string): Presence[] {
    return this.#presences.all.filter((presence) => presence.shiftId === shiftId);
  }

  /** The first name, also of a person who has given up their place. */
  nameOf(personId: string): string | undefined {
    return this.#presences.all.find((presence) => presence.personId === personId)?.firstName;
  }

  /** My last state that is not acknowledged yet. */
  get saying() {
    return this.#live.waiting('presence:set').at(-1);
  }
}
