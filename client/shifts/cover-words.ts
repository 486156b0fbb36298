import type { Shift } from '#shared/shifts';
import type { Times } from '../ui/times.ts';
import { capital, listed } from '../ui/number-words.ts';
import { dayName } from './shift-words.ts';

/** Whether the shift is covered, in a few words: during the shift it is covered only while two are there. `isAlarm`: a manager has to act. */
export function coverWords(shift: Shift, now: number, times: Times): { words: string; isAlarm: boolean } {
  const day = dayName(shift, now, times);
  if (!shift.covered) return { words: `${day} has a gap`, isAlarm: true };
  const isOn = Date.parse(shift.startsAt) <= now && now < Date.parse(shift.endsAt);
  if (!isOn) return { words: `${day} has two names`, isAlarm: false };
  const here = shift.places.filter((place) => place.here).map(({ firstName }) => firstName);
  if (here.length === shift.places.length) return { words: `${day} is covered`, isAlarm: false };
  return {
    words: here.length > 0 ? `Only ${capital(listed(here))} is here` : 'Nobody is here',
    isAlarm: true,
  };
}
