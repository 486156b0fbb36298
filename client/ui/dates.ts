const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** 16 November 2026, for 2026-11-16 */
export const dateWords = (date: string): string => format.format(new Date(`${date}T12:00Z`));

/** November 2026, for 2026-11-16 */
export const monthWords = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00Z`),
  );

/** By the calendar, so that days of 23 and 25 hours count as one. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
