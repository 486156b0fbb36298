import { isPlanned, type Shift } from '#shared/shifts';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { withIsolatedNames } from './isolated-names.ts';
import { isOpen } from './shift-times.ts';

/** The rota, as far as I may see it. */
export class Shifts {
  #shifts = new VersionedMap<Shift>(withIsolatedNames);
  /** Also those that were cancelled, in the order they start. */
  onRota = $derived(
    this.#shifts.all
      .filter(({ state }) => state !== 'replaced')
      .toSorted(
        (a, b) => a.startsAt.localeCompare(b.startsAt) || Number(!!a.secondLine) - Number(!!b.secondLine),
      ),
  );
  /** Those that take place, in the order they start. */
  all = $derived(this.onRota.filter(isPlanned));

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
