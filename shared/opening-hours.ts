import { Temporal } from 'temporal-polyfill';
import type { PatternFrom } from './patterns.ts';
import type { OpeningPattern } from './shifts.ts';

/** The time of one shift, as instants. */
export type ShiftTimes = { startsAt: Date; endsAt: Date };
type Grant = OpeningPattern[number];
/** With the day from which its pattern counts. */
type OfPattern = ShiftTimes & { since: string | null };

/** The same as `shiftTimesOf` for a single pattern. */
export const shiftTimesBetween = (pattern: OpeningPattern, timeZone: string, from: Date, to: Date) =>
  shiftTimesOf([{ from: null, lines: pattern }], timeZone, from, to);

/**
 * The shifts of the patterns that overlap the time from `from` until `to`, uncut, in order of their start. `patterns` are in order of
 * their first day; the date on which a shift begins decides which one counts. Every minute is in one shift at most: in a repeated hour,
 * a shift starts at the first of two equal wall times, and the one before it ends then; where a new pattern begins while a shift of
 * the old one is on, its first shift begins at the end of that. Imports a calendar library, so the browser must not load it.
 */
export function shiftTimesOf(patterns: PatternFrom[], timeZone: string, from: Date, to: Date): ShiftTimes[] {
  const all = datesBetween(timeZone, from, to)
    .flatMap((date) => {
      const counts = patterns.findLast((one) => one.from === null || one.from <= date.toString());
      return (counts?.lines ?? [])
        .filter(({ weekday }) => weekday === date.dayOfWeek)
        .map((opening) => ({ ...shiftOpeningOn(date, opening, timeZone), since: counts!.from }));
    })
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return oneAtATime(all)
    .filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
}

/** Cuts shifts, given in order of their start, so that no two that follow each other overlap. */
function oneAtATime(all: OfPattern[]): OfPattern[] {
  const kept: OfPattern[] = [];
  for (const next of all) {
    const last = kept.at(-1);
    if (!last || last.endsAt <= next.startsAt || (last.since === next.since && last.endsAt > next.endsAt)) {
      kept.push(next);
    } else if (last.since !== next.since) {
      if (next.endsAt > last.endsAt) kept.push({ ...next, startsAt: last.endsAt });
    } else {
      kept.pop();
      if (last.startsAt < next.startsAt) kept.push({ ...last, endsAt: next.startsAt });
      kept.push(next);
    }
  }
  return kept;
}

/**
 * The dates on which such a shift, and those before and after it, may open: a shift may cross midnight, and its neighbour may cut it.
 */
function datesBetween(timeZone: string, from: Date, to: Date): Temporal.PlainDate[] {
  const first = dateAt(from, timeZone).subtract({ days: 2 });
  const days = first.until(dateAt(to, timeZone), { largestUnit: 'day' }).days + 1;
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

/** The instant at which a day of the calendar, such as 2026-11-21, begins in the time zone. */
export const beginningOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
