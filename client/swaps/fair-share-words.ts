import type { FairShare } from '#shared/fair-share';
import type { Shift } from '#shared/shifts';
import { capital, inWords } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

/** Three of your shifts in the next four weeks are at a weekend. An even share would be four. */
export function fairShareWords({ weekend, even }: FairShare): string {
  const ofYours = `${weekend === 0 ? 'None' : capital(inWords(weekend))} of your shifts in the next four weeks`;
  const evenly = even === 0 ? 'none' : inWords(even);
  return `${ofYours} ${weekend === 1 ? 'is' : 'are'} at a weekend. An even share would be ${evenly}.`;
}

/** Whether it begins on a Saturday or Sunday. */
export const isAtWeekend = ({ startsAt }: Pick<Shift, 'startsAt'>, times: Times): boolean =>
  ['Saturday', 'Sunday'].includes(times.weekday(startsAt));

const week = 7 * 86_400_000;

/** Whether this is a weekend, and the person has a place at the weekend a week before or after it too. */
export function isWeekendRunning(
  shift: Shift,
  theirs: Pick<Shift, 'id' | 'startsAt'>[],
  times: Times,
): boolean {
  if (!isAtWeekend(shift, times)) return false;
  const saturday = saturdayOf(shift.startsAt, times);
  return theirs.some(
    (other) =>
      other.id !== shift.id &&
      isAtWeekend(other, times) &&
      Math.abs(saturdayOf(other.startsAt, times) - saturday) === week,
  );
}

/** The Saturday of the weekend on which this lies, as noon in UTC of its date. */
function saturdayOf(when: string, times: Times): number {
  const noon = Date.parse(`${times.date(when)}T12:00Z`);
  return times.weekday(when) === 'Sunday' ? noon - 86_400_000 : noon;
}
