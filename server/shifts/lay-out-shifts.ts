import { uuidv7 } from 'uuidv7';
import { shiftTimesOf, type ShiftTimes } from '#shared/opening-hours';
import { missingTimes, type LaidOutShift } from '#shared/pattern-plan';
import { weeksLaidOut, type Shift } from '#shared/shifts';
import type { Change } from '../platform/live/commands/command.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { allHelplines, patternedById, patternsOf, type Patterned } from '../helpline/queries.ts';
import { shiftsByIds } from './queries.ts';
import { insertShifts, laidOutUntil } from './lay-out-queries.ts';

/**
 * Creates the shifts of every helpline's pattern four weeks ahead. Changes nothing if they all exist.
 * A failure for one helpline does not affect the others.
 */
export async function layOutShifts(
  db: Db,
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>,
  now: Date,
): Promise<void> {
  const [everyHelpline, laidOut] = await Promise.all([
    allHelplines(db),
    laidOutUntil(db, { now, until: lastDay(now) }),
  ]);
  const failures: unknown[] = [];
  const laidOutOf = new Map<string, LaidOutShift[]>(everyHelpline.map(({ id }) => [id, []]));
  for (const shift of laidOut) laidOutOf.get(shift.helplineId)?.push(shift);
  for (const helpline of everyHelpline) {
    try {
      if (missingFrom(helpline, laidOutOf.get(helpline.id)!, now).length > 0)
        await change(helpline.id, async (made) => void (await layOut(made)));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new Error('Some shifts are not laid out.', { cause: failures[0] });
}

/** Creates, announces and returns what is missing, inside a change. */
export async function layOut({ tx, helplineId, version, now, announce }: Change): Promise<Shift[]> {
  const added = await layOutMissing(tx, await patternedById(tx, helplineId), version, now);
  const laidOut = await shiftsByIds(tx, helplineId, added);
  for (const shift of laidOut) announce('shift:changed', shift);
  return laidOut;
}

/** Creates missing shifts inside a change, whose lock keeps two servers from doing so at once. Returns the new ids. */
export async function layOutMissing(
  tx: Tx,
  helpline: Patterned,
  version: number,
  now: Date,
): Promise<string[]> {
  const laidOut = await laidOutUntil(tx, { now, until: lastDay(now) }, helpline.id);
  const missing = missingFrom(helpline, laidOut, now);
  return insertShifts(
    tx,
    missing.map((times) => ({ ...newShift(times), helplineId: helpline.id, version })),
  );
}

/** A shift of the pattern. */
export const newShift = (times: ShiftTimes) => ({
  id: uuidv7(),
  ...times,
  patternStartsAt: times.startsAt,
  patternEndsAt: times.endsAt,
});

/** Until when shifts are laid out. */
export const lastDay = (now: Date) => new Date(now.getTime() + weeksLaidOut * 7 * 86_400_000);

const missingFrom = (helpline: Patterned, laidOut: LaidOutShift[], now: Date): ShiftTimes[] =>
  missingTimes(shiftTimesOf(patternsOf(helpline), helpline.timeZone, now, lastDay(now)), laidOut);
