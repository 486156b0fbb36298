import type { Urgency } from '#shared/debriefs';
import { dateAfter } from '../ui/dates.ts';
import type { Times } from '../ui/times.ts';
import type { WallTime } from '../ui/wall-time.ts';

const quarter = 15 * 60_000;

/** The suggested time: for a person who waits tonight, the quarter hour after next; otherwise tomorrow afternoon. */
export function sensibleTime(urgency: Urgency, now: number, times: Times): WallTime {
  const tonight = urgency === 'now' || urgency === 'before-i-finish';
  if (!tonight) return { date: dateAfter(times.date(now), 1), time: '14:00', second: false };
  const soon = Math.ceil((now + quarter) / quarter) * quarter;
  return { date: times.date(soon), time: times.at(soon), second: times.which(soon) === 'second' };
}
