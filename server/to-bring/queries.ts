import { and, eq, gt, lte } from 'drizzle-orm';
import { toBring } from '#drizzle/schema/to-bring';
import { retentionDays } from '#shared/retention';
import type { ToBring } from '#shared/to-bring';
import type { Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestIn, reader } from '../platform/database/latest-version.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type ToBringRow = typeof toBring.$inferSelect;

export const sealedToBring = sealedTable(toBring, {
  columns: { words: text },
  scopeOf: ({ helplineId, personId }) => ({ helplineId, purpose: 'to-bring', subjectId: personId }),
});

const toRows = async (tx: Tx, rows: ToBringRow[]): Promise<ToBring[]> =>
  (await sealedToBring.openWhole(tx, rows)).map(toBringIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toBringIn = (row: ToBringRow): ToBring => ({
  id: row.id,
  version: row.version,
  personId: row.personId,
  words: row.words,
  about: row.about,
  at: row.at.toISOString(),
  gatheringId: row.gatheringId,
  lineId: row.lineId,
  removed: row.removed,
});

export async function insertToBring(tx: Tx, row: typeof toBring.$inferInsert): Promise<ToBring> {
  const sealed = await sealedToBring.seal(tx, row);
  return (await toRows(tx, await tx.insert(toBring).values(sealed).returning()))[0]!;
}

export async function toBringById(tx: Tx, helplineId: string, id: string): Promise<ToBring | null> {
  const rows = await tx
    .select()
    .from(toBring)
    .where(and(eq(toBring.id, id), eq(toBring.helplineId, helplineId)));
  return (await toRows(tx, rows))[0] ?? null;
}

/** How much this person has on their list. */
export const countToBring = (tx: Tx, personId: string): Promise<number> =>
  tx.$count(toBring, and(eq(toBring.personId, personId), eq(toBring.removed, false)));

type ToBringChange = Partial<Pick<ToBringRow, 'gatheringId' | 'lineId' | 'removed' | 'words' | 'about'>> & {
  version: number;
};

/** No new words can be given but none. */
export async function changeToBring(tx: Tx, id: string, change: ToBringChange): Promise<ToBring> {
  const rows = await tx.update(toBring).set(change).where(eq(toBring.id, id)).returning();
  return (await toRows(tx, rows))[0]!;
}

export const latestToBring = latestIn(toBring, eq(toBring.personId, reader.personId));

export async function toBringChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<ToBring[]> {
  const rows = await tx
    .select()
    .from(toBring)
    .where(and(eq(toBring.personId, viewer.id), gt(toBring.version, since)));
  return toRows(tx, rows);
}

export const eraseOldToBring = (tx: Tx, now: Date) =>
  tx
    .delete(toBring)
    .where(lte(toBring.at, daysBefore(now, retentionDays.toBring)))
    .returning({ helplineId: toBring.helplineId });
