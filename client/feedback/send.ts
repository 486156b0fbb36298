/** Sends a change of the page for feedback; resolves to whether it was accepted. */
export type Send = (path: string, body: object) => Promise<boolean>;
/** Sends a change and fetches what it changed. Resolves to the reason of a refusal; null if it was accepted. */
export type Post = (path: string, body: object) => Promise<string | null>;
