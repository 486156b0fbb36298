/** The days of the last and of the next group supervision, such as 2026-11-22. */
export type PlannedDays = { last: string | null; next: string | null };

/** The date to confirm as held: the planned one once it is reached, today if none is planned, else null. */
export function heldDay({ last, next }: PlannedDays, today: string): string | null {
  if (next !== null) return next <= today ? next : null;
  return last === null ? today : null;
}

export function daysInWords(
  { last, next }: PlannedDays,
  today: string,
  dayOf: (day: string) => string,
): string {
  const before = last === null ? '' : `The last group supervision was ${onDay(last)}. `;
  if (next === null) return `${before}No day is set for the next one.`;
  if (next < today) return `${before}The next one was planned for ${dayOf(next)}.`;
  return `${before}The next one is ${onDay(next)}.`;

  function onDay(day: string) {
    return day === today ? 'today' : `on ${dayOf(day)}`;
  }
}
