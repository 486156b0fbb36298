/** The largest paint and the slowest answer to a press, in milliseconds, and how far things moved. */
export type Seen = { lcp: number; cls: number; inp: number };
