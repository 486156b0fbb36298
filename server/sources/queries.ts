import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { sources } from '#drizzle/schema/sources';
import { mayKeepSources, type Source } from '#shared/sources';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { findRow } from '../platform/database/rows.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

export type SourceRow = typeof sources.$inferSelect;

/** A source and its entries share one key, because they are kept as long as one another. */
export const sealedSources = sealedTable(sources, {
  columns: { name: text, address: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'source', subjectId: id }),
});

/** Tries of one read. After the last it is not tried again by itself. */
export const mostTries = 3;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const sourceIn = (row: SourceRow): Source => ({
  id: row.id,
  version: row.version,
  name: row.name,
  address: row.address,
  areas: row.areas,
  isWeekly: row.isWeekly,
  addedBy: row.addedBy,
  addedAt: row.addedAt.toISOString(),
  dueAt: isoTime(row.dueAt),
  reads: row.reads,
  lastRead: row.lastRead,
  trouble:
    row.trouble && row.troubleAt
      ? { what: row.trouble, at: row.troubleAt.toISOString(), again: row.tries > 0 && row.dueAt !== null }
      : null,
  waiting: row.waiting,
  removedAt: isoTime(row.removedAt),
});

const opened = async (tx: Db | Tx, rows: SourceRow[]) =>
  (await sealedSources.openWhole(tx, rows)).map(sourceIn);

export async function sourceById(tx: Db | Tx, helplineId: string, id: string): Promise<Source | null> {
  const row = await findRow(tx, sources, { id, helplineId });
  return row ? ((await opened(tx, [row]))[0] ?? null) : null;
}

export async function countSources(tx: Tx, helplineId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(sources)
    .where(and(eq(sources.helplineId, helplineId), isNull(sources.removedAt)));
  return row!.count;
}

export async function insertSource(tx: Tx, source: typeof sources.$inferInsert): Promise<Source> {
  const [row] = await tx
    .insert(sources)
    .values(await sealedSources.seal(tx, source))
    .returning();
  return sourceIn(await sealedSources.openOne(tx, row!));
}

type SourceChange = Partial<Omit<SourceRow, 'id' | 'helplineId'>> & { version: number };

/** Fields that are left out stay unchanged. */
export async function changeSource(
  tx: Tx,
  helplineId: string,
  id: string,
  change: SourceChange,
): Promise<Source> {
  const sealed = await sealedSources.seal(tx, change, { id, helplineId });
  const [row] = await tx.update(sources).set(sealed).where(eq(sources.id, id)).returning();
  return sourceIn(await sealedSources.openOne(tx, row!));
}

export const latestSource = latestOfHelpline(sources);

export async function sourcesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Source[]> {
  if (!mayKeepSources(viewer)) return [];
  const rows = await tx
    .select()
    .from(sources)
    .where(and(eq(sources.helplineId, viewer.helplineId), gt(sources.version, since)));
  return opened(tx, rows);
}
