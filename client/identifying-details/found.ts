/** A piece of a text, and what it looks like. */
export type Found = { what: string; start: number; end: number };
