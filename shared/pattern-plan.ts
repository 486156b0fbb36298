import { shiftTimesOf, type ShiftTimes } from './opening-hours.ts';
import type { PatternFrom } from './patterns.ts';
import type { ShiftState } from './shifts.ts';

/** A shift as the pattern sees it. `patternTimes`: those of the pattern that it stands for; null if it was added by hand. */
export type LaidOutShift = ShiftTimes & {
  id: string;
  state: ShiftState;
  secondLine: boolean;
  patternTimes: ShiftTimes | null;
  isPlaced: boolean;
};

const isSame = (one: ShiftTimes, other: ShiftTimes) =>
  one.startsAt.getTime() === other.startsAt.getTime() && one.endsAt.getTime() === other.endsAt.getTime();
const overlap = (one: ShiftTimes, other: ShiftTimes) =>
  one.startsAt < other.endsAt && one.endsAt > other.startsAt;
const isMoved = (shift: LaidOutShift) => shift.patternTimes !== null && !isSame(shift, shift.patternTimes);

/** A cancelled or moved shift still stands for the times of the pattern that it had, so that they are not laid out again. */
function standsFor({ state, secondLine, patternTimes, ...shift }: LaidOutShift, times: ShiftTimes): boolean {
  if (state === 'replaced') return false;
  if (patternTimes && overlap(patternTimes, times)) return true;
  return state === 'planned' && !secondLine && overlap(shift, times);
}

/** The times of the pattern for which there is no shift, and no other one in the way. */
export const missingTimes = (intended: ShiftTimes[], shifts: LaidOutShift[]): ShiftTimes[] =>
  intended.filter((times) => !shifts.some((shift) => standsFor(shift, times)));

/**
 * What it takes to follow the patterns. `add`: shifts to lay out. `replace`: empty ones of an old pattern, which make way. `leave`: those of
 * an old pattern with somebody in them, or moved by hand, which stay as they are; `detach`: those of them that belong to no pattern
 * any more. `attach`: shifts that the pattern would lay out just so.
 */
export type PatternPlan = {
  add: ShiftTimes[];
  replace: LaidOutShift[];
  leave: LaidOutShift[];
  detach: LaidOutShift[];
  attach: LaidOutShift[];
};

/** The plan for the shifts that begin from `from` until `to`. `shifts` are those of that time, and those that run into it. */
export function patternPlan(
  patterns: PatternFrom[],
  timeZone: string,
  shifts: LaidOutShift[],
  { from, to }: { from: Date; to: Date },
): PatternPlan {
  const intended = shiftTimesOf(patterns, timeZone, from, to);
  const isIntended = (times: ShiftTimes) => intended.some((one) => isSame(one, times));
  const isAhead = ({ state, startsAt }: LaidOutShift) =>
    state === 'planned' && startsAt >= from && startsAt < to;
  const outdated = shifts.filter(
    (shift) => isAhead(shift) && shift.patternTimes && !isIntended(shift.patternTimes),
  );
  const replace = outdated.filter((shift) => !shift.isPlaced && !isMoved(shift));
  const leave = outdated.filter((shift) => shift.isPlaced || isMoved(shift));
  const detach = leave.filter((shift) => !isMoved(shift));
  const attach = shifts.filter(
    (shift) => isAhead(shift) && !shift.patternTimes && !shift.secondLine && isIntended(shift),
  );
  const staying = shifts
    .filter((shift) => !replace.includes(shift))
    .map((shift) => (detach.includes(shift) ? { ...shift, patternTimes: null } : shift));
  return { add: missingTimes(intended, staying), replace, leave, detach, attach };
}
