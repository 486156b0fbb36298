import type { Shift } from '#shared/shifts';
import { dateAfter } from '../ui/dates.ts';
import type { Times } from '../ui/times.ts';

export type Week = { monday: string; title: string; shifts: Shift[] };

/** This week, and the ones after it that the rota shows. */
export const weeksShown = 4;
const day = 86_400_000;

/**
 * The shifts that are not over, by weeks that begin on Monday; a week without shifts is left out. One that began on Sunday and
 * is still on stands in this week.
 */
export function weeksOf(shifts: Shift[], now: number, times: Times): Week[] {
  const thisMonday = mondayOf(now, times);
  const mondays = Array.from({ length: weeksShown }, (_, week) => dateAfter(thisMonday, week * 7));
  return mondays
    .map((monday) => ({
      monday,
      title: weekTitle(monday, thisMonday, times),
      shifts: shifts.filter(
        ({ startsAt, endsAt }) =>
          Date.parse(endsAt) > now && latest(mondayOf(startsAt, times), thisMonday) === monday,
      ),
    }))
    .filter(({ shifts }) => shifts.length > 0);
}

/** This week; Next week; Week of 30 November. */
export const weekTitle = (monday: string, thisMonday: string, times: Times): string =>
  ['This week', 'Next week'][daysBetween(thisMonday, monday) / 7] ??
  `Week of ${times.dayAndMonth(`${monday}T12:00Z`)}`;

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T12:00Z`) - Date.parse(`${from}T12:00Z`)) / day);

/** The date of the Monday on or before, by the calendar of the helpline. */
export function mondayOf(when: string | number, times: Times): string {
  const date = times.date(when);
  const weekday = new Date(`${date}T12:00Z`).getUTCDay();
  return dateAfter(date, -((weekday + 6) % 7));
}

const latest = (one: string, other: string) => (one > other ? one : other);
