import type { Shift } from '#shared/shifts';
import { dateAfter } from '../ui/dates.ts';
import type { Times } from '../ui/times.ts';
import { instantOf } from '../ui/wall-time.ts';

/** A shift as three inputs hold it, in the helpline's wall time. */
export type Chosen = { date: string; from: string; to: string };

export const chosenFrom = ({ startsAt, endsAt }: Shift, times: Times): Chosen => ({
  date: times.date(startsAt),
  from: times.at(startsAt),
  to: times.at(endsAt),
});

/**
 * The instants (ISO 8601) of a choice; null while something is missing. An end before the start is on the next day. In a repeated hour, a
 * shift starts at the first and ends at the second of two equal times.
 */
export function timesOf({ date, from, to }: Chosen, timeZone: string) {
  const endsOn = date !== '' && to < from ? dateAfter(date, 1) : date;
  const startsAt = instantOf({ date, time: from, second: false }, timeZone);
  const endsAt = startsAt && instantOf({ date: endsOn, time: to, second: true }, timeZone);
  return startsAt && endsAt ? { startsAt, endsAt } : null;
}
