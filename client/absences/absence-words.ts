import type { Absence } from '#shared/absences';
import { weekdays } from '../ui/day-words.ts';
import type { Times } from '../ui/times.ts';

/** Saturday 5 December; 24 to 26 December; every Friday from 18:00 to 23:00, until 31 December */
export function absenceWords(
  { from, to, weekly }: Pick<Absence, 'from' | 'to' | 'weekly'>,
  times: Times,
): string {
  const on = (day: string) => times.dayAndMonth(`${day}T12:00Z`);
  if (weekly === null) {
    if (to === null) return `From ${on(from)}`;
    return from === to ? times.day(`${from}T12:00Z`) : `${on(from)} to ${on(to)}`;
  }
  const hours = weekly.from === weekly.until ? '' : ` from ${weekly.from} to ${weekly.until}`;
  const end = to === null ? '' : `, until ${on(to)}`;
  return `Every ${weekdays[weekly.weekday - 1]}${hours}${end}`;
}
