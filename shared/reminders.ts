import { Temporal } from 'temporal-polyfill';

/** The wall time at which the evening before begins. */
const evening = '18:00';
const hoursBefore = 2;

/**
 * When those who have a place in a shift are told that it comes, the earlier first: at 18:00 on the day before the date on which it starts, and
 * two hours before it starts, which counts real hours. A shift after midnight starts on the new date, so its evening is the one just before it.
 * Imports a calendar library, so the browser must not load it. The database's function `evening_before` computes the first of them too.
 */
export function remindersOf(startsAt: Date, timeZone: string): Date[] {
  const day = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const before = day.subtract({ days: 1 }).toPlainDateTime(evening).toZonedDateTime(timeZone);
  return [new Date(before.epochMilliseconds), new Date(startsAt.getTime() - hoursBefore * 3_600_000)];
}

/**
 * What is due between `since` and `now`: the latest of these times, null for none. A time that was missed counts with the next one, so that
 * nobody is told twice at once.
 */
export const reminderDue = (times: Date[], since: Date, now: Date): Date | null =>
  times.findLast((time) => time >= since && time <= now) ?? null;

/** The first of these times that is still to come; null after the last. */
export const nextReminder = (times: Date[], now: Date): Date | null =>
  times.find((time) => time > now) ?? null;
