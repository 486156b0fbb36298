import { and, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { openings } from '#drizzle/schema/openings';
import { openingWayWords, type Opening, type OpeningWay } from '#shared/openings';
import type { Viewer } from '#shared/people';
import type { Db, Tx } from '../db.ts';

type OpeningRow = typeof openings.$inferSelect;

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toOpening = (row: OpeningRow): Opening => ({
  id: row.id,
  version: row.version,
  callId: row.callId,
  callStartedAt: row.callStartedAt.toISOString(),
  openedBy: row.openedBy,
  openedAt: row.openedAt.toISOString(),
  until: row.until.toISOString(),
  because: row.because,
  through: row.through,
  concerns: row.concerns,
});

/** How many days of them a first welcome brings. */
const recentDays = 90;

export async function insertOpening(tx: Tx, opening: typeof openings.$inferInsert): Promise<Opening> {
  const [row] = await tx.insert(openings).values(opening).returning();
  return toOpening(row!);
}

/** Notes that records were opened by another way than a reason; what they were opened through decides when they close again. */
export async function insertOpeningsThrough(
  tx: Tx,
  through: OpeningWay,
  opened: Omit<typeof openings.$inferInsert, 'until' | 'because' | 'through' | 'endedAt'>[],
): Promise<Opening[]> {
  if (opened.length === 0) return [];
  const because = openingWayWords[through];
  const rows = await tx
    .insert(openings)
    .values(opened.map((one) => ({ ...one, through, because, until: one.openedAt, endedAt: one.openedAt })))
    .returning();
  return rows.map(toOpening);
}

/** The call is open to this reader by a reason of theirs whose time is not up. */
export async function standingOpenings(tx: Tx, reader: string, now: Date): Promise<Opening[]> {
  const rows = await tx
    .select()
    .from(openings)
    .where(and(eq(openings.openedBy, reader), isNull(openings.endedAt), gt(openings.until, now)));
  return rows.map(toOpening);
}

export async function helplinesWithOpeningsToEnd(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: openings.helplineId })
    .from(openings)
    .where(and(isNull(openings.endedAt), lte(openings.until, now)));
  return rows.map((row) => row.helplineId);
}

/** Ends this reader's own of one call before their time is up. */
export async function endOpeningsOf(tx: Tx, callId: string, reader: string, now: Date): Promise<void> {
  await tx
    .update(openings)
    .set({ endedAt: now })
    .where(and(eq(openings.callId, callId), eq(openings.openedBy, reader), isNull(openings.endedAt)));
}

/** Ends those whose time is up, each only once. */
export async function endOpenings(tx: Tx, helplineId: string, now: Date): Promise<Opening[]> {
  const rows = await tx
    .update(openings)
    .set({ endedAt: now })
    .where(and(eq(openings.helplineId, helplineId), isNull(openings.endedAt), lte(openings.until, now)))
    .returning();
  return rows.map(toOpening);
}

export async function openingsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<Opening[]> {
  const concerned = sql`${openings.concerns} @> array[${viewer.id}]::uuid[]`;
  const recent = gt(openings.openedAt, new Date(now.getTime() - recentDays * 86_400_000));
  const rows = await tx
    .select()
    .from(openings)
    .where(
      and(
        eq(openings.helplineId, viewer.helplineId),
        gt(openings.version, since),
        or(eq(openings.openedBy, viewer.id), concerned),
        since === 0 ? recent : undefined,
      ),
    )
    .orderBy(desc(openings.openedAt));
  return rows.map(toOpening);
}
