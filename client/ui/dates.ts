const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** 16 November 2026, for 2026-11-16 */
export const dateWords = (date: string): string => format.format(new Date(`${date}T12:00Z`));
