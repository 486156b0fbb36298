export type Span = { days?: number; hours?: number; minutes?: number; seconds?: number };

/** An evening in the week, in winter: no clock change is near, and the daily digest was sent in the morning. */
export const startOfTests = new Date('2026-11-18T20:00:00Z');

/** A clock that stands still until it is moved. */
export function stillClock(startsAt = startOfTests) {
  let at = startsAt.getTime();
  return {
    now: () => new Date(at),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span) => {
      at += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
    },
  };
}
export type StillClock = ReturnType<typeof stillClock>;

/** The time so many hours later, or earlier where they are negative. */
export const hoursFrom = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);
