import type { Handover } from '#shared/handovers';
import type { Shift } from '#shared/shifts';
import { partWords } from '../ui/day-words.ts';
import { counted } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

const hour = 3_600_000;

/** last night, or the part of the day on which the shift began: Tuesday evening. */
export function shiftBefore({ shiftStartsAt }: Pick<Handover, 'shiftStartsAt'>, now: number, times: Times) {
  const part = times.part(shiftStartsAt);
  const isLate = part === 'evening' || part === 'night';
  const isRecent =
    now - Date.parse(shiftStartsAt) < 36 * hour && times.date(now) !== times.date(shiftStartsAt);
  return isLate && isRecent ? 'last night' : `${times.weekday(shiftStartsAt)} ${partWords[part]}`;
}

/** From last night: two things */
export const fromBefore = (handover: Handover, lines: number, now: number, times: Times) =>
  `From ${shiftBefore(handover, now, times)}: ${lines === 0 ? 'nothing' : counted(lines, 'thing')}`;

/** the two of tomorrow at 18:00; the next two where no shift follows yet. */
export const nextTwo = (next: Shift | undefined, now: number, times: Times) =>
  next ? `the two of ${times.dayFrom(now, next.startsAt)} at ${times.hour(next.startsAt)}` : 'the next two';
