import type { HoursOf, Minutes, MyHours } from '#shared/my-hours';
import { dateWords, monthWords } from '../ui/dates.ts';
import { span } from '../ui/times.ts';

/** 16 November 2026 */
export const weekOfHours = ({ from }: HoursOf): string => dateWords(from);

/** November 2026 */
export const monthOfHours = ({ from }: HoursOf): string => monthWords(from);

/** 6 h, 7 h 30 min, none */
export const hoursWords = (minutes: number): string => (minutes === 0 ? 'none' : span(0, minutes * 60_000));

/** 12 h worked, 6 h to come. */
export function bothWords({ worked, planned }: Minutes): string {
  const parts = [
    worked > 0 && `${hoursWords(worked)} worked`,
    planned > 0 && `${hoursWords(planned)} to come`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : 'no shifts.';
}

/** The page as plain text, for a file. `today`: such as 2026-11-18. */
export function hoursAsText({ weeks, months }: MyHours, helpline: string, today: string): string {
  return [
    `My hours on the rota of ${helpline}, as of ${dateWords(today)}`,
    '',
    'By month',
    ...months.map((month) => `${monthOfHours(month)}: ${bothWords(month)}`),
    '',
    'By week, from Monday',
    ...weeks.map((week) => `${weekOfHours(week)}: ${bothWords(week)}`),
    '',
  ].join('\r\n');
}
