import type { Chance } from './chance.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const later = (time: Date, milliseconds: number) => new Date(time.getTime() + milliseconds);
export const earliest = (...times: Date[]) => new Date(Math.min(...times.map(Number)));
export const latest = (...times: Date[]) => new Date(Math.max(...times.map(Number)));

/** The hour or half hour at or before a time. */
export const halfHourBefore = (time: Date) => later(time, -(time.getTime() % (30 * minute)));
/** The hour or half hour at or after a time. */
export const halfHourAfter = (time: Date) => halfHourBefore(later(time, 30 * minute - 1));

/** Some moment of a working day, so many days after a time: when managers and supervisors answer. */
export function inWorkingHours(after: Date, days: number, chance: Chance): Date {
  const midnight = later(after, days * day - (after.getTime() % day));
  return later(midnight, chance.whole(10 * 60, 15 * 60) * minute);
}

/** The calendar date in a time zone, such as 2026-11-21. */
export const dateAt = (time: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(time);

/** Counts weeks from Monday to Sunday, by the calendar of a time zone. */
export function weekOf(time: Date, timeZone: string): number {
  const daysSince1970 = Date.parse(dateAt(time, timeZone)) / day;
  const fromThursdayToMonday = 3;
  return Math.floor((daysSince1970 + fromThursdayToMonday) / 7);
}
