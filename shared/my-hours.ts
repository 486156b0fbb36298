/** Minutes in one's own shifts by the rota: in those that are over, and in those that are not. */
export type Minutes = { worked: number; planned: number };
/** The minutes of a week or a month, by its first day, such as 2026-11-16. */
export type HoursOf = Minutes & { from: string };

/** One's own hours, reckoned when they are asked for. Months are whole, so the first may begin before the first week. */
export type MyHours = { weeks: HoursOf[]; months: HoursOf[] };

/** Weeks before this one, and after it, that are shown. The rota reaches as far ahead. */
export const weeksOfHours = { past: 12, ahead: 4 } as const;
