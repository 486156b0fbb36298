import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { feeds } from '#drizzle/schema/feeds';
import { people } from '#drizzle/schema/people';
import type { Feed } from '#shared/feeds';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';

type FeedRow = typeof feeds.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toFeed = ({ id, version, madeAt }: FeedRow): Feed => ({
  id,
  version,
  madeAt: isoTime(madeAt),
});

/** A person has one link: a new one replaces the one before. */
export async function setFeed(tx: Tx, feed: typeof feeds.$inferInsert): Promise<Feed> {
  const { version, tokenHash, madeAt } = feed;
  const [row] = await tx
    .insert(feeds)
    .values(feed)
    .onConflictDoUpdate({ target: feeds.id, set: { version, tokenHash, madeAt } })
    .returning();
  return toFeed(row!);
}

/** Null if this person has no link. */
export async function endFeed(tx: Tx, personId: string, version: number): Promise<Feed | null> {
  const [row] = await tx
    .update(feeds)
    .set({ version, tokenHash: null, madeAt: null })
    .where(and(eq(feeds.id, personId), isNotNull(feeds.tokenHash)))
    .returning();
  return row ? toFeed(row) : null;
}

export const latestFeed = latestOfHelpline(feeds);

export async function feedsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Feed[]> {
  const rows = await tx
    .select()
    .from(feeds)
    .where(and(eq(feeds.id, viewer.id), gt(feeds.version, since)));
  return rows.map(toFeed);
}

/**
 * The id of the person whose link has the token with this hash. Null for every other token, and for somebody who is suspended, by the same query, so that
 * the time it takes says nothing.
 */
export async function personOfToken(db: Db, tokenHash: string): Promise<string | null> {
  const [row] = await db
    .select({ id: feeds.id })
    .from(feeds)
    .innerJoin(people, eq(people.id, feeds.id))
    .where(and(eq(feeds.tokenHash, tokenHash), isNull(people.suspendedAt)));
  return row?.id ?? null;
}
