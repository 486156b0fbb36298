import { parseDateTime, toZoned } from '@internationalized/date';

/** A date and a time as two inputs hold them. `second`: the later one of a time that a clock change repeats. */
export type WallTime = { date: string; time: string; second: boolean };

/** The instant (ISO 8601) of a date and time in the helpline's zone; null while either is missing. */
export function instantOf({ date, time, second }: WallTime, timeZone: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
  return toZoned(parseDateTime(`${date}T${time}`), timeZone, second ? 'later' : 'compatible')
    .toDate()
    .toISOString();
}
