import { uuidv7 } from 'uuidv7';
import { ana, ben } from '#drizzle/seed/people';
import { placeNumbers, type Shift } from '#shared/shifts';
import type { Clock } from '../platform/clock.ts';
import type { Change } from '../platform/live/commands/command.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import type { Live } from '../platform/live/live.ts';
import { setPlace, shiftById, shiftOnAt } from '../shifts/queries.ts';
import { insertShifts } from '../shifts/lay-out-queries.ts';
import { touchShift } from '../shifts/audience-queries.ts';
import { nextShiftAfter, supportersFreeAt } from './queries.ts';

/** Hours that a shift lasts at most where no other one follows. */
const longestHours = 6;

/**
 * Keeps a shift on with two supporters in it, so that the trial can be used at any time.
 * For invented people only. Changes nothing if such a shift is on.
 */
export async function keepShiftOn(
  change: Live['change'],
  db: Db,
  helplineId: string,
  clock: Clock,
): Promise<void> {
  const shift = await shiftOnAt(db, helplineId, clock());
  if (shift && (shift.covered || (await whoCanJoin(db, helplineId, shift)).length === 0)) return;

  await change(helplineId, async (made) => {
    const { tx, now } = made;
    const on = (await shiftOnAt(tx, helplineId, now)) ?? (await layOutFromNow(made));
    if (!on.covered) await fillPlaces(on, made);
  });
}

async function layOutFromNow({ tx, helplineId, version, now }: Change): Promise<Shift> {
  const next = await nextShiftAfter(tx, helplineId, now);
  const longestEnd = now.getTime() + longestHours * 3_600_000;
  const endsAt = new Date(Math.min(longestEnd, next?.startsAt.getTime() ?? longestEnd));
  const { managerId = null, nextManagerId = null } = next ?? {};
  const id = uuidv7();
  await insertShifts(tx, [{ id, helplineId, version, startsAt: now, endsAt, managerId, nextManagerId }]);
  return (await shiftById(tx, helplineId, id))!;
}

async function fillPlaces(
  shift: Shift,
  { tx, helplineId, version, now, announce, resync }: Change,
): Promise<void> {
  const empty = placeNumbers.filter((place) => !shift.places.some((taken) => taken.place === place));
  const free = await whoCanJoin(tx, helplineId, shift);
  for (const [index, personId] of free.slice(0, empty.length).entries()) {
    await setPlace(tx, { helplineId, shiftId: shift.id, place: empty[index]!, personId, placedAt: now });
    resync(personId);
  }
  announce('shift:changed', await touchShift(tx, helplineId, shift.id, version, shift));
}

/** Supporters who can join, Ana and Ben first. */
async function whoCanJoin(db: Db | Tx, helplineId: string, shift: Shift): Promise<string[]> {
  const times = { startsAt: new Date(shift.startsAt), endsAt: new Date(shift.endsAt) };
  const free = await supportersFreeAt(db, helplineId, times);
  const first = [ana.id, ben.id].filter((id) => free.includes(id));
  return [...first, ...free.filter((id) => !first.includes(id))];
}
