import type { HoursOf, Minutes, MyHours } from '#shared/my-hours';
import { span } from '../ui/times.ts';

const words = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  return (from: string) => format.format(new Date(`${from}T12:00Z`));
};
const dayWords = words({ day: 'numeric', month: 'long', year: 'numeric' });

/** 16 November 2026 */
export const weekOfHours = ({ from }: HoursOf): string => dayWords(from);

/** November 2026 */
export const monthOfHours = ({ from }: HoursOf): string => words({ month: 'long', year: 'numeric' })(from);

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
    `My hours on the rota of ${helpline}, as of ${dayWords(today)}`,
    '',
    'By month',
    ...months.map((month) => `${monthOfHours(month)}: ${bothWords(month)}`),
    '',
    'By week, from Monday',
    ...weeks.map((week) => `${weekOfHours(week)}: ${bothWords(week)}`),
    '',
  ].join('\r\n');
}
