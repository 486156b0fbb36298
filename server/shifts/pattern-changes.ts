import { beginningOf, type ShiftTimes } from '#shared/opening-hours';
import { patternPlan, type LaidOutShift, type PatternPlan } from '#shared/pattern-plan';
import type { PatternFrom } from '#shared/patterns';
import type { PatternBefore } from '#shared/rota-changes';
import { patternedById, patternsOf, setPatternChanges } from '../helpline/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { touchShifts } from './audience-queries.ts';
import { patternDigest } from './changes.ts';
import {
  insertShifts,
  laidOutUntil,
  onCallIn,
  replacedAt,
  setStandsFor,
  setStates,
} from './lay-out-queries.ts';
import { lastDay, newShift } from './lay-out-shifts.ts';

/** Has other patterns count from this day on, and lays the shifts from then on out anew. Those with people in them stay. */
export async function applyPatterns(change: Change, changes: PatternFrom[], fromDay: string): Promise<void> {
  const { tx, helplineId, now } = change;
  const helpline = await patternedById(tx, helplineId);
  await setPatternChanges(tx, helplineId, changes);
  const from = new Date(Math.max(now.getTime(), beginningOf(fromDay, helpline.timeZone).getTime()));
  const to = lastDay(now);
  if (from >= to) return;
  const patterns = patternsOf({ ...helpline, patternChanges: changes });
  const laidOut = await laidOutUntil(tx, { now, until: to }, helplineId);
  await carryOut(change, patternPlan(patterns, helpline.timeZone, laidOut, { from, to }));
}

async function carryOut(change: Change, { add, replace, detach, attach }: PatternPlan): Promise<void> {
  const { tx, helplineId, version, announce } = change;
  await setStates(tx, idsOf(replace), 'replaced');
  await setStandsFor(tx, idsOf(detach), false);
  await setStandsFor(tx, idsOf(attach), true);
  const replaced = await replacedAt(tx, helplineId, add);
  const back = add.flatMap((times) => replaced.find((one) => isSame(times, one)) ?? []);
  await setStates(tx, idsOf(back), 'planned');
  await setStandsFor(tx, idsOf(back), true);
  const before = await onCallIn(tx, idsOf(replace));
  const rows = add
    .filter((times) => !back.some((one) => isSame(times, one)))
    .map((times) => ({ ...newShift(times), helplineId, version, ...onCallAt(times, before) }));
  const added = await insertShifts(tx, rows);
  const touched = [...idsOf(replace), ...idsOf(back), ...added];
  for (const shift of await touchShifts(tx, helplineId, touched, version)) announce('shift:changed', shift);
}

/** Whoever was on call in the shift of which a new one takes the place is on call in that. */
function onCallAt(times: ShiftTimes, before: Awaited<ReturnType<typeof onCallIn>>) {
  const found = before.find((one) => one.startsAt < times.endsAt && one.endsAt > times.startsAt);
  return { managerId: found?.managerId ?? null, nextManagerId: found?.nextManagerId ?? null };
}

/** Has the patterns count that counted before a change. Refuses `conflict` if they were changed again since. */
export async function undoPattern(change: Change, { from, changes, after }: PatternBefore): Promise<void> {
  const { patternChanges } = await patternedById(change.tx, change.helplineId);
  refuseUnless(
    patternDigest(patternChanges) === after,
    'conflict',
    'Another manager has changed the pattern since. Look at it, then change it by hand.',
  );
  await applyPatterns(change, changes, from);
}

const idsOf = (shifts: Pick<LaidOutShift, 'id'>[]) => shifts.map(({ id }) => id);
const isSame = (one: ShiftTimes, other: ShiftTimes) =>
  one.startsAt.getTime() === other.startsAt.getTime() && one.endsAt.getTime() === other.endsAt.getTime();
