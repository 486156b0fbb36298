/** What time it is. Handed in everywhere, so that a test can move it. */
export type Clock = () => Date;
