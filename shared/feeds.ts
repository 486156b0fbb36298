import * as v from 'valibot';
import { sha256, type Row } from './shapes.ts';
import type { Viewer } from './viewer.ts';

/** The link with which a person's calendar reads their own shifts. `id` is the id of the person. The link itself is nowhere but with them. */
export type Feed = Row & {
  /** When the link was made; null once it was ended. */
  madeAt: string | null;
};

export const feedCommands = {
  /** Makes the link, and ends the one before. The sender makes the token, 32 random bytes; only its hash is ever sent. */
  'feed:make': v.strictObject({ tokenHash: sha256 }),
  /** Ends the link. Has no effect where there is none. */
  'feed:end': v.strictObject({}),
};
export type FeedNews = { 'feed:changed': Feed };

/** Visible to its owner only; null for everybody else. */
export const feedAsSeenBy = (viewer: Viewer, feed: Feed): Feed | null =>
  feed.id === viewer.id ? feed : null;

/** The days around today whose shifts a calendar gets. */
export const feedDays = { back: 30, ahead: 90 } as const;
