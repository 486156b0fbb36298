import { uuidv7 } from 'uuidv7';
import { shiftTimesBetween, type ShiftTimes } from '#shared/opening-hours';
import type { Change } from '../platform/live/commands/command.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { allHelplines, type HelplineRow } from '../helpline/queries.ts';
import { shiftsByIds } from './queries.ts';
import { insertShifts, shiftTimesUntil } from './lay-out-queries.ts';

type Patterned = Pick<HelplineRow, 'id' | 'timeZone' | 'openingPattern'>;
type LaidOut = ShiftTimes & { helplineId: string };

const weeksAhead = 4;

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
    shiftTimesUntil(db, { now, until: lastDay(now) }),
  ]);
  const failures: unknown[] = [];
  const laidOutOf = new Map<string, LaidOut[]>(everyHelpline.map(({ id }) => [id, []]));
  for (const shift of laidOut) laidOutOf.get(shift.helplineId)?.push(shift);
  for (const helpline of everyHelpline) {
    try {
      if (missingFrom(helpline, laidOutOf.get(helpline.id)!, now).length > 0)
        await change(helpline.id, layOut(helpline, now));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new Error('Some shifts are not laid out.', { cause: failures[0] });
}

const layOut =
  (helpline: Patterned, now: Date) =>
  async ({ tx, version, announce }: Change) => {
    const added = await layOutMissing(tx, helpline, version, now);
    for (const shift of await shiftsByIds(tx, helpline.id, added)) announce('shift:changed', shift);
  };

/** Creates missing shifts inside a change, whose lock keeps two servers from doing so at once. Returns the new ids. */
export async function layOutMissing(
  tx: Tx,
  helpline: Patterned,
  version: number,
  now: Date,
): Promise<string[]> {
  const laidOut = await shiftTimesUntil(tx, { now, until: lastDay(now) }, helpline.id);
  const rows = missingFrom(helpline, laidOut, now).map((times) => ({
    id: uuidv7(),
    helplineId: helpline.id,
    version,
    ...times,
  }));
  return insertShifts(tx, rows);
}

const lastDay = (now: Date) => new Date(now.getTime() + weeksAhead * 7 * 86_400_000);

/** A shift whose times were edited replaces those of the pattern that it overlaps. */
function missingFrom(
  { openingPattern, timeZone }: Patterned,
  laidOut: ShiftTimes[],
  now: Date,
): ShiftTimes[] {
  const intended = shiftTimesBetween(openingPattern, timeZone, now, lastDay(now));
  const changed = laidOut.filter((shift) => !intended.some((times) => isSame(times, shift)));
  return intended.filter(
    (times) =>
      !laidOut.some((shift) => isSame(times, shift)) && !changed.some((shift) => overlaps(times, shift)),
  );
}

const isSame = (one: ShiftTimes, other: ShiftTimes) =>
  one.startsAt.getTime() === other.startsAt.getTime() && one.endsAt.getTime() === other.endsAt.getTime();
const overlaps = (one: ShiftTimes, other: ShiftTimes) =>
  one.startsAt < other.endsAt && one.endsAt > other.startsAt;
