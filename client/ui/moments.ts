import { counted } from './number-words.ts';
import { minutesBetween, type Times } from './times.ts';

/** today, tomorrow, Sunday for the six days to come, or Sunday 29 November */
export function dayAhead(times: Times, now: number, when: string | number): string {
  const apart = times.daysApart(now, when);
  return apart > 1 && apart < 7 ? times.weekday(when) : times.dayFrom(now, when);
}

/** today at 16:30, Sunday at midday, Sunday 29 November at 16:30 */
export const moment = (times: Times, now: number, when: string | number): string =>
  `${dayAhead(times, now, when)} at ${times.hour(when)}`;

/** A past time: at 21:39, yesterday at 20:44, on Thursday 19 November at 20:03. */
export function past(times: Times, now: number, when: string | number): string {
  const apart = times.daysApart(now, when);
  if (apart === 0) return `at ${times.distinct(when)}`;
  return `${apart === -1 ? 'yesterday' : `on ${times.day(when)}`} at ${times.distinct(when)}`;
}

/** As short as a list allows: 21:52 today, Friday for the six days before, else 9 November. */
export function briefly(times: Times, now: number, when: string | number): string {
  const apart = times.daysApart(now, when);
  if (apart === 0) return times.at(when);
  return apart < 0 && apart > -7 ? times.weekday(when) : times.dayAndMonth(when);
}

/** less than a minute, 3 minutes, 2 hours, 4 days */
export function howLong(from: string | number, to: string | number): string {
  const minutes = minutesBetween(from, to);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return counted(minutes, 'minute');
  if (minutes < 24 * 60) return counted(Math.floor(minutes / 60), 'hour');
  return counted(Math.floor(minutes / (24 * 60)), 'day');
}
