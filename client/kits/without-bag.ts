import type { Kit } from '#shared/kits';
import type { Shift } from '#shared/shifts';
import type { App } from '../app.ts';
import { isolated } from '../ui/isolated.ts';
import { kitsInUse } from './kit-words.ts';

type Known = Pick<App, 'me' | 'shifts' | 'kits' | 'people' | 'clock'>;

/** Minutes before a shift, as in `server/kits/absent-queries.ts`, which tells them. */
const minutesBefore = { pair: 120, manager: 60 };

/** Whether the helpline has bags and neither person of this shift holds one, apart from missing ones. */
function isWithout(kits: Kit[], { places }: Shift): boolean {
  const isHere = ({ holder, missingAt }: Kit) =>
    missingAt === null && places.some(({ personId }) => personId === holder?.id);
  const inUse = kitsInUse(kits);
  return inUse.length > 0 && places.length > 0 && !inUse.some(isHere);
}

const isSoon = ({ startsAt }: Shift, minutes: number, now: number) =>
  Date.parse(startsAt) - now <= minutes * 60_000;

/** For managers: a shift without a bag that begins within the hour. */
export const soonWithoutBag = ({ shifts, kits, clock: { now } }: Known): Shift | undefined =>
  shifts.all.find(
    (shift) =>
      Date.parse(shift.startsAt) > now &&
      isSoon(shift, minutesBefore.manager, now) &&
      isWithout(kits.all, shift),
  );

/** My shift, from two hours before it until it ends, while it has no bag. */
const mineWithoutBag = ({ me, shifts, kits, clock: { now } }: Known): Shift | undefined =>
  shifts
    .of(me.id)
    .find(
      (shift) =>
        Date.parse(shift.endsAt) > now &&
        isSoon(shift, minutesBefore.pair, now) &&
        isWithout(kits.all, shift),
    );

type ToRing = { name: string; phone: string; words: string | null };

/**
 * Whom to ring about a bag that my shift needs: its holder if the viewer may see their number (only managers see those of supporters),
 * otherwise the manager on call, for whom `words` give the reason. Returns null if the shift needs no bag yet, if nobody holds it, or if
 * neither number is known.
 */
export function whomToRingForBag(app: Known, { holder, missingAt }: Kit): ToRing | null {
  const shift = mineWithoutBag(app);
  if (!shift || !holder || missingAt !== null) return null;
  const known = app.people.get(holder.id);
  if (known?.phone) return { name: known.firstName, phone: known.phone, words: null };
  const manager = app.people.get(shift.managerId ?? '');
  if (!manager?.phone) return null;
  const { firstName, phone } = manager;
  return { name: firstName, phone, words: `${firstName} has ${isolated(holder.name)}’s number.` };
}
