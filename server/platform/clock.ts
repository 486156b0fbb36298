/** Returns the current time. Injected everywhere, so that tests control it. */
export type Clock = () => Date;
