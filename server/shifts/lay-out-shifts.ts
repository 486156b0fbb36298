import { uuidv7 } from 'uuidv7';
import { shiftTimesOf, type ShiftTimes } from '#shared/opening-hours';
import { missingTimes } from '#shared/pattern-plan';
import { weeksLaidOut, type Shift } from '#shared/shifts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { patternedById, patternsOf, type Patterned } from '../helpline/queries.ts';
import { shiftsByIds } from './queries.ts';
import {
  helplinesToLayOut,
  insertShifts,
  isStillToLayOut,
  laidOutUntil,
  setLayOutAt,
} from './lay-out-queries.ts';

/** Days after which the shifts are compared again where the pattern has none. */
const emptyPatternDays = 7;

/** Creates the shifts of each helpline's pattern four weeks ahead. A helpline comes up once its next shift comes within them. */
export const shiftsToLayOut: DueJob = {
  what: 'lay out shifts',
  where: helplinesToLayOut,
  atOnce: 5,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    if (await isStillToLayOut(tx, helplineId, now)) await layOut(change);
  },
};

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
  const intended = timesOf(helpline, now, lastDay(now));
  const missing = missingTimes(intended, laidOut).map((times) => ({
    ...newShift(times),
    helplineId: helpline.id,
    version,
  }));
  await setLayOutAt(tx, helpline.id, nextLayOut(helpline, now));
  return insertShifts(tx, missing);
}

/** A shift of the pattern. */
export const newShift = (times: ShiftTimes) => ({
  id: uuidv7(),
  ...times,
  patternStartsAt: times.startsAt,
  patternEndsAt: times.endsAt,
});

/** Until when shifts are laid out. */
export const lastDay = (now: Date) => daysAfter(now, weeksLaidOut * 7);

/** When the first shift after those that are laid out comes within the weeks ahead. */
function nextLayOut(helpline: Patterned, now: Date): Date {
  const from = lastDay(now);
  const next = timesOf(helpline, from, daysAfter(from, 8)).find(({ startsAt }) => startsAt >= from);
  return next ? daysAfter(next.startsAt, -weeksLaidOut * 7) : daysAfter(now, emptyPatternDays);
}

const timesOf = (helpline: Patterned, from: Date, to: Date): ShiftTimes[] =>
  shiftTimesOf(patternsOf(helpline), helpline.timeZone, from, to);

const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);
