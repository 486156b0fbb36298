import { Temporal } from 'temporal-polyfill';
import type { WallTimes } from '#shared/away';

/** By the zone: to make one takes far longer than to use it, and a look at a thousand helplines uses one a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The date and time in a time zone, such as 2026-11-21 and 09:00. */
export function wallClockAt(instant: Date, timeZone: string): { day: string; time: string } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  const [day, time] = format.format(instant).split(' ');
  return { day: day!, time: time! };
}

/** The times of a shift on the clock of a time zone, to the minute. */
export function wallTimesOf(
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  timeZone: string,
): WallTimes {
  const at = (when: string) => {
    const { day, time } = wallClockAt(new Date(when), timeZone);
    return `${day}T${time}`;
  };
  return { from: at(startsAt), until: at(endsAt) };
}

/** The moment at which a day, such as 2026-11-21, is over in a time zone. */
export const endOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);

/** The moment at which a day, such as 2026-11-21, begins in a time zone. */
export const startOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
