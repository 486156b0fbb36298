import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { breakGlass } from '#drizzle/schema/break-glass';
import type { BreakGlass } from '#shared/break-glass';
import type { Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type BreakGlassRow = typeof breakGlass.$inferSelect;

export const sealedBreakGlass = sealedTable(breakGlass, {
  columns: { reason: text, reviewWords: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'break-glass', subjectId: id }),
});

const toBreakGlass = async (tx: Db | Tx, rows: BreakGlassRow[]): Promise<BreakGlass[]> =>
  (await sealedBreakGlass.openWhole(tx, rows)).map(breakGlassIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const breakGlassIn = (row: BreakGlassRow): BreakGlass => ({
  id: row.id,
  version: row.version,
  shiftId: row.shiftId,
  shiftStartsAt: row.shiftStartsAt.toISOString(),
  state: row.state,
  reason: row.reason,
  askedBy: row.askedBy,
  askedAt: row.askedAt.toISOString(),
  lapsesAt: row.lapsesAt.toISOString(),
  answeredBy: row.answeredBy,
  answeredAt: isoTime(row.answeredAt),
  until: isoTime(row.until),
  shutAt: isoTime(row.shutAt),
  shutBecause: row.shutBecause,
  shutBy: row.shutBy,
  readBy: row.readBy,
  affectedPersonIds: row.affectedPersonIds,
  seenBy: row.seenBy,
  reviewDueAt: isoTime(row.reviewDueAt),
  reviewedBySupporters: row.reviewedBySupporters,
  review:
    row.reviewedBy && row.reviewedAt && row.verdict
      ? {
          by: row.reviewedBy,
          at: row.reviewedAt.toISOString(),
          verdict: row.verdict,
          words: row.reviewWords ?? '',
        }
      : null,
});

/** Days of requests that a first welcome brings. Those that wait for a review come however old they are. */
const recentDays = 90;

export async function insertBreakGlass(tx: Tx, asked: typeof breakGlass.$inferInsert): Promise<BreakGlass> {
  const [row] = await tx
    .insert(breakGlass)
    .values(await sealedBreakGlass.seal(tx, asked))
    .returning();
  return (await toBreakGlass(tx, [row!]))[0]!;
}

export async function breakGlassById(
  tx: Db | Tx,
  helplineId: string,
  id: string,
): Promise<BreakGlass | null> {
  const rows = await tx
    .select()
    .from(breakGlass)
    .where(and(eq(breakGlass.id, id), eq(breakGlass.helplineId, helplineId)));
  return (await toBreakGlass(tx, rows))[0] ?? null;
}

/** Whether a request about this shift waits for an answer, or is open. */
export const isUnderWay = async (tx: Tx, shiftId: string): Promise<boolean> =>
  (await tx.$count(
    breakGlass,
    and(eq(breakGlass.shiftId, shiftId), inArray(breakGlass.state, ['asked', 'open'])),
  )) > 0;

type Change = Partial<Omit<BreakGlassRow, 'id' | 'helplineId' | 'reason'>> & { version: number };

/** Fields that are left out stay unchanged. */
export async function changeBreakGlass(
  tx: Tx,
  helplineId: string,
  id: string,
  change: Change,
): Promise<BreakGlass> {
  const sealed = await sealedBreakGlass.seal(tx, change, { id, helplineId });
  const [row] = await tx.update(breakGlass).set(sealed).where(eq(breakGlass.id, id)).returning();
  return (await toBreakGlass(tx, [row!]))[0]!;
}

/** The same change of several rows. Seals nothing. `shutAt` may be SQL. */
export async function changeAll(
  tx: Tx,
  ids: string[],
  change: Omit<Change, 'reviewWords' | 'shutAt'> & { shutAt?: Date | SQL },
): Promise<BreakGlass[]> {
  if (ids.length === 0) return [];
  const rows = await tx.update(breakGlass).set(change).where(inArray(breakGlass.id, ids)).returning();
  return toBreakGlass(tx, rows);
}

const isAsked = eq(breakGlass.state, 'asked');
const isOpen = eq(breakGlass.state, 'open');
const isUnreviewed = and(isNotNull(breakGlass.until), isNull(breakGlass.reviewedAt));
const lapses = (now: Date) => and(isAsked, lte(breakGlass.lapsesAt, now));
const shuts = (now: Date) => and(isOpen, lte(breakGlass.until, now));
const isOverdue = (now: Date) =>
  and(isUnreviewed, isNull(breakGlass.overdueAt), lte(breakGlass.reviewDueAt, now));

export const helplinesWithBreakGlassDue = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, breakGlass, or(lapses(now), shuts(now), isOverdue(now)));

/** The ids of what time has decided by now: requests to lapse, conversations to shut, and reviews that became overdue. */
export const breakGlassDue = async (tx: Tx, helplineId: string, now: Date) => ({
  toLapse: await idsWhere(tx, helplineId, lapses(now)),
  toShut: await idsWhere(tx, helplineId, shuts(now)),
  overdue: await idsWhere(tx, helplineId, isOverdue(now)),
});

/** The ids of requests of this person that wait for an answer, and of conversations that they have opened. */
export async function underWayBy(tx: Tx, helplineId: string, personId: string) {
  const { askedBy, answeredBy } = breakGlass;
  return {
    asked: await idsWhere(tx, helplineId, and(isAsked, eq(askedBy, personId))),
    open: await idsWhere(tx, helplineId, and(isOpen, or(eq(askedBy, personId), eq(answeredBy, personId)))),
  };
}

/** Opened conversations whose review is still missing, without decrypted text. */
export const unreviewed = (tx: Tx, helplineId: string) =>
  tx
    .select({
      id: breakGlass.id,
      askedBy: breakGlass.askedBy,
      answeredBy: breakGlass.answeredBy,
      affectedPersonIds: breakGlass.affectedPersonIds,
      reviewedBySupporters: breakGlass.reviewedBySupporters,
    })
    .from(breakGlass)
    .where(and(eq(breakGlass.helplineId, helplineId), isUnreviewed));

/** Ids alone, so that a row whose words cannot be opened any more is ended too. */
async function idsWhere(tx: Tx, helplineId: string, wanted: SQL | undefined): Promise<string[]> {
  const rows = await tx
    .select({ id: breakGlass.id })
    .from(breakGlass)
    .where(and(eq(breakGlass.helplineId, helplineId), wanted));
  return rows.map(({ id }) => id);
}

/** The moment at which reading ends by itself, however late a server notices. */
export const whenTimeIsUp = sql`${breakGlass.until}`;

export const latestBreakGlass = latestOfHelpline(breakGlass);

export async function breakGlassChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<BreakGlass[]> {
  const recent = or(gt(breakGlass.askedAt, daysBefore(now, recentDays)), isUnreviewed);
  const theirs = sql`${breakGlass.affectedPersonIds} @> array[${viewer.id}]::uuid[]`;
  const isStaff = viewer.roles.some((role) => role !== 'supporter');
  const rows = await tx
    .select()
    .from(breakGlass)
    .where(
      and(
        eq(breakGlass.helplineId, viewer.helplineId),
        gt(breakGlass.version, since),
        isStaff ? undefined : theirs,
        since === 0 ? recent : undefined,
      ),
    )
    .orderBy(desc(breakGlass.askedAt));
  return toBreakGlass(tx, rows);
}
