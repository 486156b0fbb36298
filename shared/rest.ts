/** The times of a shift, as ISO 8601 in UTC. */
export type ShiftSpan = { id: string; startsAt: string; endsAt: string };
type Times = Pick<ShiftSpan, 'startsAt' | 'endsAt'>;

/** Milliseconds of real time between two shifts, whichever is first; negative where they overlap. */
export const restBetween = (one: Times, other: Times): number =>
  Math.max(
    Date.parse(other.startsAt) - Date.parse(one.endsAt),
    Date.parse(one.startsAt) - Date.parse(other.endsAt),
  );

/** Whether two shifts have any time in common. */
export const overlaps = (one: Times, other: Times): boolean => restBetween(one, other) < 0;

/** A rest that is too short: its milliseconds, and whether it lies before the shift in question. */
export type ShortRest = { ms: number; isBefore: boolean };

/**
 * The shortest rest between this shift and one person's others, if it is shorter than `restHours`; otherwise null. By real hours,
 * so that a clock change shortens or lengthens it. A shift that overlaps is no rest, and is for `overlaps` to find.
 */
export function shortRestAround(
  shift: ShiftSpan,
  others: readonly ShiftSpan[],
  restHours: number,
): ShortRest | null {
  const short = others
    .filter((other) => other.id !== shift.id)
    .map((other) => ({ ms: restBetween(shift, other), isBefore: other.startsAt < shift.startsAt }))
    .filter(({ ms }) => ms >= 0 && ms < restHours * 3_600_000);
  return short.toSorted((a, b) => a.ms - b.ms)[0] ?? null;
}
