import { overlaps } from '#shared/rest';
import { isPlanned, type Shift } from '#shared/shifts';

/** The most shifts that can be offered in exchange. */
const most = 20;

/** Shifts of others that I could take in exchange for this one: covered, still to come, and at a time at which I am free. */
export function takeableFor(shift: Shift, shifts: Shift[], me: string, now: number): Shift[] {
  const isMine = ({ places }: Shift) => places.some(({ personId }) => personId === me);
  const others = shifts.filter((one) => isMine(one) && one.id !== shift.id);
  return shifts
    .filter(
      (one) =>
        isPlanned(one) &&
        one.covered &&
        !isMine(one) &&
        Date.parse(one.startsAt) > now &&
        !others.some((other) => overlaps(one, other)),
    )
    .slice(0, most);
}
