/** A shift as far as fair share needs it; `isWeekend` by the helpline's calendar. */
export type SharedShift = { isMine: boolean; isWeekend: boolean };
/** How many of one's own shifts are at a weekend, and how many would be if weekends were spread evenly over all shifts. */
export type FairShare = { weekend: number; even: number };

/** One's own share of the weekends among these shifts; null without a shift of one's own or without a weekend. Shown to oneself alone. */
export function fairShareOf(shifts: readonly SharedShift[]): FairShare | null {
  const own = shifts.filter(({ isMine }) => isMine);
  const weekends = shifts.filter(({ isWeekend }) => isWeekend);
  if (own.length === 0 || weekends.length === 0) return null;
  return {
    weekend: own.filter(({ isWeekend }) => isWeekend).length,
    even: Math.round((own.length * weekends.length) / shifts.length),
  };
}
