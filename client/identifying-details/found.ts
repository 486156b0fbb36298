/** A match in a text: what it looks like, and its range. */
export type Found = { what: string; start: number; end: number };
