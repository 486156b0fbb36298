import type { Shift } from '#shared/shifts';
import { withIsolatedName } from '../ui/isolated.ts';

/** The shift with its people's names isolated, for use in any sentence. */
export const withIsolatedNames = (shift: Shift): Shift => ({
  ...shift,
  places: shift.places.map(withIsolatedName),
});
