/** Sends a change of the page for feedback; resolves to whether it was accepted. */
export type Send = (path: string, body: object) => Promise<boolean>;
