/**
 * The date of this process, which `npm run test:hours` moves and a database does not share, for what cannot be tested in any other:
 * how long something took, a process that has a date of its own, a deadline that only says that something never came.
 * Everything else in tests moves the clock of `clock.ts`.
 */
export const machineDate = () => new Date(Date.now());

/** Milliseconds on the machine's stopwatch; only the difference of two means anything. */
export const stopwatch = () => performance.now();
