import type { Absence } from './absences.ts';

/** The times of a shift on the helpline's own clock, such as 2026-11-21T20:00. */
export type WallTimes = { from: string; until: string };

/** Whether any of these absences falls into the shift. Compares wall times, so a day is a day at a clock change too. */
export const isAwayDuring = (absences: readonly Absence[], shift: WallTimes): boolean =>
  absences.some((absence) => !absence.removed && falls(absence, shift));

function falls({ from, to, weekly }: Absence, shift: WallTimes): boolean {
  if (weekly === null)
    return `${from}T00:00` < shift.until && (to === null || `${later(to, 1)}T00:00` > shift.from);
  return daysAround(shift).some((date) => {
    if (weekdayOf(date) !== weekly.weekday || date < from || (to !== null && date > to)) return false;
    const lastDay = weekly.until > weekly.from ? date : later(date, 1);
    return `${date}T${weekly.from}` < shift.until && `${lastDay}T${weekly.until}` > shift.from;
  });
}

/** The dates on which hours that reach into the shift can begin: from the day before it. */
function daysAround({ from, until }: WallTimes): string[] {
  const first = later(from.slice(0, 10), -1);
  const days = Math.round((Date.parse(until.slice(0, 10)) - Date.parse(first)) / 86_400_000);
  return Array.from({ length: days + 1 }, (_, day) => later(first, day));
}

const later = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (date: string) => ((new Date(date).getUTCDay() + 6) % 7) + 1;
