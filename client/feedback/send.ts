/** Sends a change of the page for feedback; resolves to whether it was accepted. */
export type Send = (path: string, body: object) => Promise<boolean>;
/** Sends a change, after those before it, and fetches anew what it changed. Resolves to why it was refused; null where it was accepted. */
export type Post = (path: string, body: object) => Promise<string | null>;
