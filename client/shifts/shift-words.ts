import type { Shift } from '#shared/shifts';
import type { Times } from '../ui/times.ts';

type Hours = Pick<Shift, 'startsAt' | 'endsAt'>;

/**
 * 18:00 to midnight; 20:00 to 02:00 on Sunday; midnight, start of Sunday, to 06:00.
 * A midnight without a day is the one that ends the day under which the shift is listed.
 */
export function hoursOf({ startsAt, endsAt }: Hours, times: Times): string {
  const beginsAtMidnight = times.at(startsAt) === '00:00';
  const from = beginsAtMidnight ? `midnight, start of ${times.weekday(startsAt)},` : times.hour(startsAt);
  return `${from} to ${endOf({ startsAt, endsAt }, times)}`;
}

/** midnight; 02:00 on Sunday; midnight, end of Sunday */
export function endOf({ startsAt, endsAt }: Hours, times: Times): string {
  const lastMoment = Date.parse(endsAt) - 1;
  const sameDay = times.date(lastMoment) === times.date(startsAt);
  const end = times.hour(endsAt);
  if (sameDay) return end;
  return times.at(endsAt) === '00:00'
    ? `midnight, end of ${times.weekday(lastMoment)}`
    : `${end} on ${times.weekday(endsAt)}`;
}

/** Tuesday 24 November */
export const dayOf = ({ startsAt }: Hours, times: Times): string => times.day(startsAt);

/** Tuesday 24 November, 18:00 to midnight */
export const dayAndHours = (hours: Hours, times: Times): string =>
  `${dayOf(hours, times)}, ${hoursOf(hours, times)}`;

/**
 * The spoken name of a shift's day: tonight, today, tomorrow, or Sunday. A night belongs to the evening on which it began:
 * in the small hours only the current shift is "tonight", and later ones are named by weekday.
 */
export function dayName({ startsAt, endsAt }: Hours, now: number, times: Times): string {
  const isNow = Date.parse(startsAt) <= now && now < Date.parse(endsAt);
  const inTheSmallHours = times.part(now) === 'night';
  if (inTheSmallHours) return isNow ? 'Tonight' : times.weekday(startsAt);
  const apart = times.daysApart(now, startsAt);
  if (apart !== 0 && !isNow) return apart === 1 ? 'Tomorrow' : times.weekday(startsAt);
  return isLate(startsAt, times) || (isNow && isLate(now, times)) ? 'Tonight' : 'Today';
}

const isLate = (when: string | number, times: Times) =>
  times.part(when) === 'evening' || times.part(when) === 'night';
