import { Temporal } from 'temporal-polyfill';

/** The date and time in a time zone, such as 2026-11-21 and 09:00. */
export function wallClockAt(instant: Date, timeZone: string): { day: string; time: string } {
  const shown = instant.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [day, time] = shown.split(' ');
  return { day: day!, time: time! };
}

/** The moment at which a day, such as 2026-11-21, is over in a time zone. */
export const endOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
