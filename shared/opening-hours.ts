import { Temporal } from 'temporal-polyfill';
import type { OpeningPattern } from './shifts.ts';

/** The time of one shift, as instants. */
export type ShiftTimes = { startsAt: Date; endsAt: Date };
type Grant = OpeningPattern[number];

/** The default opening hours: evenings on weekdays, from midday at weekends, each until midnight. */
export const usualPattern: OpeningPattern = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opensAt: weekday < 6 ? '18:00' : '12:00',
  closesAt: '00:00',
}));

/**
 * The shifts of a pattern that overlap the time from `from` until `to`, uncut, in order of their start.
 * In a repeated hour, a shift starts at the first and ends at the second of two equal wall times, so that cover has no gap.
 * Imports a calendar library, so the browser must not load it.
 */
export function shiftTimesBetween(
  pattern: OpeningPattern,
  timeZone: string,
  from: Date,
  to: Date,
): ShiftTimes[] {
  return datesBetween(timeZone, from, to)
    .flatMap((date) =>
      pattern
        .filter(({ weekday }) => weekday === date.dayOfWeek)
        .map((opening) => shiftOpeningOn(date, opening, timeZone)),
    )
    .filter(({ startsAt, endsAt }) => startsAt < endsAt && startsAt < to && endsAt > from)
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}

/** The dates on which such a shift may open: from the evening before `from`, because a shift may cross midnight. */
function datesBetween(timeZone: string, from: Date, to: Date): Temporal.PlainDate[] {
  const first = dateAt(from, timeZone).subtract({ days: 1 });
  const days = first.until(dateAt(to, timeZone), { largestUnit: 'day' }).days;
  return Array.from({ length: Math.max(0, days + 1) }, (_, day) => first.add({ days: day }));
}

function dateAt(instant: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

function shiftOpeningOn(
  date: Temporal.PlainDate,
  { opensAt, closesAt }: Grant,
  timeZone: string,
): ShiftTimes {
  const closesOn = closesAt > opensAt ? date : date.add({ days: 1 });
  return {
    startsAt: instantOf(date.toPlainDateTime(opensAt), timeZone, 'earlier'),
    endsAt: instantOf(closesOn.toPlainDateTime(closesAt), timeZone, 'later'),
  };
}

/** A skipped wall time stands for the instant of the clock change. */
function instantOf(wallTime: Temporal.PlainDateTime, timeZone: string, which: 'earlier' | 'later'): Date {
  const found = wallTime.toZonedDateTime(timeZone, { disambiguation: which });
  if (found.toPlainDateTime().equals(wallTime)) return new Date(found.epochMilliseconds);
  const beforeTheJump = wallTime.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return new Date(beforeTheJump.getTimeZoneTransition('next')!.epochMilliseconds);
}
