import type { WallTimes } from '#shared/away';
import type { ShiftSpan } from '#shared/rest';
import type { ShiftToFill } from '#shared/who-could';
import type { Times } from '../ui/times.ts';

/** The times of a shift on the helpline's clock. */
export function wallTimesOf(
  { startsAt, endsAt }: Pick<ShiftSpan, 'startsAt' | 'endsAt'>,
  times: Times,
): WallTimes {
  const at = (when: string) => `${times.date(when)}T${times.at(when)}`;
  return { from: at(startsAt), until: at(endsAt) };
}

export const toFill = ({ id, startsAt, endsAt }: ShiftSpan, times: Times): ShiftToFill => ({
  ...{ id, startsAt, endsAt },
  wall: wallTimesOf({ startsAt, endsAt }, times),
});
