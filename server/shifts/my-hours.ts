import { Temporal } from 'temporal-polyfill';
import { weeksOfHours, type HoursOf, type MyHours } from '#shared/my-hours';
import type { ShiftSpan } from '#shared/rest';
import { startOfDay } from '../helpline/wall-clock.ts';
import type { Db } from '../platform/database/db.ts';
import { placedShiftsOf } from './placed-queries.ts';

/** The hours that the rota has for one person, by week and by month. They are stored nowhere. */
export async function myHours(db: Db, personId: string, timeZone: string, now: Date): Promise<MyHours> {
  const weeks = weeksAround(now, timeZone);
  const months = monthsFrom(weeks[0]!, weeks.at(-1)!);
  const [from, to] = [startOfDay(months[0]!, timeZone), startOfDay(months.at(-1)!, timeZone)];
  const own = await placedShiftsOf(db, [personId], { from, to });
  const hoursOf = (days: string[]) => hoursBetween(own, days, timeZone, now);
  return { weeks: hoursOf(weeks), months: hoursOf(months) };
}

/** The Mondays of the weeks to show, and the one that ends the last. */
function weeksAround(now: Date, timeZone: string): string[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const count = weeksOfHours.past + 1 + weeksOfHours.ahead;
  return Array.from({ length: count + 1 }, (_, week) =>
    monday.add({ weeks: week - weeksOfHours.past }).toString(),
  );
}

/** The first days of the months that these weeks touch, and of the month after them. */
function monthsFrom(first: string, end: string): string[] {
  const lastDay = Temporal.PlainDate.from(end).subtract({ days: 1 });
  const months = [Temporal.PlainDate.from(first).with({ day: 1 })];
  while (Temporal.PlainDate.compare(months.at(-1)!, lastDay) <= 0)
    months.push(months.at(-1)!.add({ months: 1 }));
  return months.map(String);
}

/**
 * The minutes between each of these days and the next, as time passes, not as clocks show it. A shift over midnight counts on both sides of it.
 * It is planned until it is over.
 */
function hoursBetween(shifts: ShiftSpan[], days: string[], timeZone: string, now: Date): HoursOf[] {
  const starts = days.map((day) => startOfDay(day, timeZone).getTime());
  return days.slice(0, -1).map((from, at) => {
    const minutes = (isOver: boolean) =>
      shifts
        .filter(({ endsAt }) => Date.parse(endsAt) <= now.getTime() === isOver)
        .reduce((sum, shift) => sum + minutesWithin(shift, starts[at]!, starts[at + 1]!), 0);
    return { from, worked: minutes(true), planned: minutes(false) };
  });
}

const minutesWithin = ({ startsAt, endsAt }: ShiftSpan, from: number, to: number) =>
  Math.max(0, Math.round((Math.min(Date.parse(endsAt), to) - Math.max(Date.parse(startsAt), from)) / 60_000));
