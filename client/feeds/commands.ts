import type { Live } from '../live/live.svelte.ts';

/** Makes my calendar link the one whose token has this hash, and ends the one before. */
export const makeFeed = (live: Live, tokenHash: string) => live.send('feed:make', { tokenHash });

export const endFeed = (live: Live) => live.send('feed:end', {});
