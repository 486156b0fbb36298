/** Returns the current time. Injected everywhere, so that tests control it. */
export type Clock = () => Date;

/** The instant that lies so many days of 24 hours before `now`. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);
