import type { Shift } from '#shared/shifts';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { withIsolatedName } from '../ui/isolated.ts';
import { isOpen } from './shift-times.ts';

/** The rota, as far as I may see it. */
export class Shifts {
  #shifts = new VersionedMap<Shift>((shift) => ({ ...shift, places: shift.places.map(withIsolatedName) }));
  /** In the order they start. */
  all = $derived(this.#shifts.all.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)));

  constructor(live: Live) {
    live.on('welcome', ({ since, shifts }) => this.#shifts.welcome(since, shifts));
    live.on('shift:changed', (shift) => this.#shifts.keep(shift));
  }

  get(id: string): Shift | undefined {
    return this.#shifts.get(id);
  }

  of(personId: string): Shift[] {
    return this.all.filter((shift) => shift.places.some((place) => place.personId === personId));
  }

  openTo(personId: string, now: number): Shift[] {
    return this.of(personId).filter((shift) => isOpen(shift, now));
  }
}
