import { wrongTimes } from '#shared/calls';
import { takesCalls, type Shift } from '#shared/shifts';
import type { Times } from '../ui/times.ts';

const minute = 60_000;

/** Instants in milliseconds since 1970, or a sentence saying what is wrong. */
export type CallTimes = { startedAt: number; endedAt: number } | { wrong: string };

/** Resolves two wall-clock times such as 19:04 within a shift; in an hour that a clock change repeats, the first one. */
export function callTimesIn(
  shift: Pick<Shift, 'startsAt' | 'endsAt'>,
  [began, ended]: [string, string],
  times: Times,
  now: number,
): CallTimes {
  const bounds = { startsAt: Date.parse(shift.startsAt), endsAt: Date.parse(shift.endsAt) };
  const { from, to } = takesCalls(bounds);
  const first = (wall: string, after: number) => {
    for (let at = after; at <= to; at += minute) if (times.at(at) === wall) return at;
    return null;
  };
  if (!began || !ended) return { wrong: 'Put in when it began and when it ended.' };
  const startedAt = first(began, Math.ceil(from / minute) * minute);
  if (startedAt === null) return { wrong: `The shift took calls from ${times.at(from)} to ${times.at(to)}.` };
  const endedAt = first(ended, startedAt);
  if (endedAt === null) return { wrong: 'This call ends before it begins, or after the shift.' };
  const wrong = wrongTimes(bounds, { startedAt, endedAt }, now);
  return wrong === null ? { startedAt, endedAt } : { wrong };
}
