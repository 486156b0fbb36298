import { parseDateTime, toZoned } from '@internationalized/date';
import type { Urgency } from '#shared/debriefs';
import type { Times } from '../ui/times.ts';

/** A date and a time as two inputs hold them. `second`: the later one of a time that a clock change repeats. */
export type WallTime = { date: string; time: string; second: boolean };

const quarter = 15 * 60_000;
const day = 86_400_000;

/** The suggested time: for a person who waits tonight, the quarter hour after next; otherwise tomorrow afternoon. */
export function sensibleTime(urgency: Urgency, now: number, times: Times): WallTime {
  const tonight = urgency === 'now' || urgency === 'before-i-finish';
  if (!tonight) return { date: nextDate(times.date(now)), time: '14:00', second: false };
  const soon = Math.ceil((now + quarter) / quarter) * quarter;
  return { date: times.date(soon), time: times.at(soon), second: times.which(soon) === 'second' };
}

/** The instant (ISO 8601) of a date and time in the helpline's zone; null while either is missing. */
export function instantOf({ date, time, second }: WallTime, timeZone: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
  return toZoned(parseDateTime(`${date}T${time}`), timeZone, second ? 'later' : 'compatible')
    .toDate()
    .toISOString();
}

/** By the calendar, so that days of 23 and 25 hours count as one. */
const nextDate = (date: string) => new Date(Date.parse(`${date}T12:00Z`) + day).toISOString().slice(0, 10);
