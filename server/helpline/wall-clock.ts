/** The date and time in a time zone, such as 2026-11-21 and 09:00. */
export function wallClockAt(instant: Date, timeZone: string): { day: string; time: string } {
  const shown = instant.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [day, time] = shown.split(' ');
  return { day: day!, time: time! };
}
