import { shiftTimesBetween, type ShiftTimes } from '#shared/opening-hours';
import { usualPattern } from '#shared/patterns';
import { trialHelpline } from './people.ts';
import { day, earliest, halfHourAfter, halfHourBefore, hour, later, latest, minute } from './times.ts';

/** Shifts in time order. `tonight` is always on, whenever somebody tries Alongside out. */
export type Nights = { past: ShiftTimes[]; tonight: ShiftTimes; ahead: ShiftTimes[] };

const weeksPast = 8;
const weeksAhead = 4;

export function nightsAround(now: Date): Nights {
  const from = later(now, -weeksPast * 7 * day);
  const to = later(now, weeksAhead * 7 * day);
  const laidOut = shiftTimesBetween(usualPattern, trialHelpline.timeZone, from, to);
  const tonight = tonightAt(now, laidOut);
  return {
    past: laidOut.filter(({ endsAt }) => endsAt <= tonight.startsAt),
    tonight,
    ahead: laidOut.filter(({ startsAt }) => startsAt >= tonight.endsAt),
  };
}

/**
 * The shift of the pattern that is on, just over or soon to come, stretched so that it began ten minutes ago or earlier and
 * lasts two hours more; far from any, one of its own that ends before the next.
 */
function tonightAt(now: Date, laidOut: ShiftTimes[]): ShiftTimes {
  const startsAt = halfHourBefore(later(now, -10 * minute));
  const leastEnd = later(now, 2 * hour);
  const usual = laidOut.find((shift) => shift.endsAt > startsAt && shift.startsAt < leastEnd);
  if (usual) {
    return {
      startsAt: earliest(usual.startsAt, startsAt),
      endsAt: latest(usual.endsAt, halfHourAfter(leastEnd)),
    };
  }
  const next = laidOut.find((shift) => shift.startsAt > now)!;
  return { startsAt, endsAt: earliest(next.startsAt, later(startsAt, 6 * hour)) };
}
