import { and, desc, eq, gt, inArray, isNull, lte, notInArray, or, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import { debriefs } from '#drizzle/schema/debriefs';
import { grants } from '#drizzle/schema/grants';
import { grantWayWords, type Grant, type GrantWay } from '#shared/grants';
import type { Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type GrantRow = typeof grants.$inferSelect;

export const sealedGrants = sealedTable(grants, {
  columns: { reason: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'grant', subjectId: id }),
});

const toGrants = async (tx: Tx, rows: GrantRow[]): Promise<Grant[]> =>
  (await sealedGrants.openWhole(tx, rows)).map(grantIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const grantIn = (row: GrantRow): Grant => ({
  id: row.id,
  version: row.version,
  callId: row.callId,
  callStartedAt: row.callStartedAt.toISOString(),
  openedBy: row.openedBy,
  openedAt: row.openedAt.toISOString(),
  until: row.until.toISOString(),
  reason: row.reason,
  through: row.through,
  affectedPersonIds: row.affectedPersonIds,
});

/** Days of grants that a first welcome brings. */
const recentDays = 90;

export async function insertGrant(tx: Tx, grant: typeof grants.$inferInsert): Promise<Grant> {
  const sealed = await sealedGrants.seal(tx, grant);
  const [row] = await tx.insert(grants).values(sealed).returning();
  return grantIn(await sealedGrants.openOne(tx, row!));
}

/** Records grants that were given without a written reason; the source of such a grant decides when it ends. */
export async function insertGrantsThrough(
  tx: Tx,
  through: GrantWay,
  opened: Omit<typeof grants.$inferInsert, 'until' | 'reason' | 'through' | 'endedAt'>[],
): Promise<Grant[]> {
  if (opened.length === 0) return [];
  const reason = grantWayWords[through];
  const all = opened.map((one) => ({ ...one, through, reason, until: one.openedAt, endedAt: one.openedAt }));
  const rows = await tx
    .insert(grants)
    .values(await sealedGrants.sealAll(tx, all))
    .returning();
  return toGrants(tx, rows);
}

/** Of these calls and readers those pairs, as `call reader`, for which a grant of this way exists already. */
export async function grantedThrough(
  tx: Tx,
  through: GrantWay,
  callIds: string[],
  readers: string[],
): Promise<Set<string>> {
  const rows = await tx
    .select({ callId: grants.callId, openedBy: grants.openedBy })
    .from(grants)
    .where(
      and(inArray(grants.openedBy, readers), inArray(grants.callId, callIds), eq(grants.through, through)),
    );
  return new Set(rows.map(({ callId, openedBy }) => `${callId} ${openedBy}`));
}

/** The ids of the calls open to this reader, by an unexpired grant or a debrief assigned to them. */
export async function callsKeptOpen(tx: Tx, reader: string, now: Date): Promise<string[]> {
  const granted = tx
    .select({ callId: grants.callId })
    .from(grants)
    .where(and(eq(grants.openedBy, reader), isNull(grants.endedAt), gt(grants.until, now)));
  const held = tx
    .select({ callId: sql<string>`unnest(${debriefs.callIds})` })
    .from(debriefs)
    .where(and(eq(debriefs.assignedTo, reader), notInArray(debriefs.state, ['closed', 'withdrawn'])));
  return (await union(granted, held)).map(({ callId }) => callId);
}

export const helplinesWithGrantsToEnd = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, grants, and(isNull(grants.endedAt), lte(grants.until, now)));

/** Ends this reader's grants for one call before they expire. */
export async function endGrantsOf(tx: Tx, callId: string, reader: string, now: Date): Promise<void> {
  await tx
    .update(grants)
    .set({ endedAt: now })
    .where(and(eq(grants.callId, callId), eq(grants.openedBy, reader), isNull(grants.endedAt)));
}

/** Ends all grants of this reader that have not expired. Returns the ids of their calls. */
export async function endAllGrantsOf(tx: Tx, reader: string, now: Date): Promise<string[]> {
  const rows = await tx
    .update(grants)
    .set({ endedAt: now })
    .where(and(eq(grants.openedBy, reader), isNull(grants.endedAt)))
    .returning({ callId: grants.callId });
  return rows.map(({ callId }) => callId);
}

/** Ends the grants that have expired, each only once. */
export async function endGrants(tx: Tx, helplineId: string, now: Date): Promise<Grant[]> {
  const rows = await tx
    .update(grants)
    .set({ endedAt: now })
    .where(and(eq(grants.helplineId, helplineId), isNull(grants.endedAt), lte(grants.until, now)))
    .returning();
  return toGrants(tx, rows);
}

export const latestGrant = latestOfHelpline(grants);

export async function grantsChangedSince(tx: Tx, viewer: Viewer, since: number, now: Date): Promise<Grant[]> {
  const concerned = sql`${grants.affectedPersonIds} @> array[${viewer.id}]::uuid[]`;
  const recent = gt(grants.openedAt, daysBefore(now, recentDays));
  const rows = await tx
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.helplineId, viewer.helplineId),
        gt(grants.version, since),
        or(eq(grants.openedBy, viewer.id), concerned),
        since === 0 ? recent : undefined,
      ),
    )
    .orderBy(desc(grants.openedAt));
  return toGrants(tx, rows);
}
