import { and, asc, count, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { sourceEntries } from '#drizzle/schema/sources';
import type { ServiceText } from '#shared/directory';
import type { ServiceKind } from '#shared/service-kinds';
import type { Difference, Source } from '#shared/sources';
import type { Db, Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type EntryRow = typeof sourceEntries.$inferSelect;
export type Entry = Omit<EntryRow, 'said' | 'sent'> & { said: ServiceText | null; sent: ServiceText | null };

export const sealedSourceEntries = sealedTable(sourceEntries, {
  columns: { name: text, said: text, sent: text },
  scopeOf: ({ helplineId, sourceId }) => ({ helplineId, purpose: 'source', subjectId: sourceId }),
});

const written = (words: string | null) => (words === null ? null : (JSON.parse(words) as ServiceText));
const stored = (words: ServiceText | null) => (words === null ? null : JSON.stringify(words));

const opened = async (tx: Db | Tx, rows: EntryRow[]): Promise<Entry[]> =>
  (await sealedSourceEntries.openWhole(tx, rows)).map((row) => ({
    ...row,
    said: written(row.said),
    sent: written(row.sent),
  }));

export async function entriesOf(tx: Db | Tx, sourceId: string): Promise<Entry[]> {
  return opened(tx, await tx.select().from(sourceEntries).where(eq(sourceEntries.sourceId, sourceId)));
}

export async function entryById(tx: Db | Tx, sourceId: string, id: string): Promise<Entry | null> {
  const rows = await tx
    .select()
    .from(sourceEntries)
    .where(and(eq(sourceEntries.id, id), eq(sourceEntries.sourceId, sourceId)));
  return (await opened(tx, rows))[0] ?? null;
}

type Sought = { sourceId: string; what: Difference; kind?: ServiceKind | undefined; withoutLike?: boolean };

/** What waits to be decided, in the order of the source. `after`: the id of the last one on the page before. */
export async function waitingEntries(
  tx: Db | Tx,
  { sourceId, what, kind, withoutLike = false }: Sought,
  after: string | null,
  most: number,
): Promise<Entry[]> {
  const rows = await tx
    .select()
    .from(sourceEntries)
    .where(
      and(
        eq(sourceEntries.sourceId, sourceId),
        eq(sourceEntries.what, what),
        kind === undefined ? undefined : eq(sourceEntries.kind, kind),
        withoutLike ? isNull(sourceEntries.likeId) : undefined,
        after === null ? undefined : gt(sourceEntries.id, after),
      ),
    )
    .orderBy(asc(sourceEntries.id))
    .limit(most);
  return opened(tx, rows);
}

/** How much of a source waits to be decided; the new ones also by kind. */
export async function countWaiting(tx: Tx, sourceId: string): Promise<Source['waiting']> {
  const rows = await tx
    .select({ what: sourceEntries.what, kind: sourceEntries.kind, count: count() })
    .from(sourceEntries)
    .where(and(eq(sourceEntries.sourceId, sourceId), isNotNull(sourceEntries.what)))
    .groupBy(sourceEntries.what, sourceEntries.kind);
  const waiting: Source['waiting'] = { new: 0, changed: 0, gone: 0, unreadable: 0, kinds: {} };
  for (const { what, kind, count } of rows) {
    waiting[what!] += count;
    if (what === 'new' && kind) waiting.kinds[kind] = count;
  }
  return waiting;
}

/** Writes what a read has found; an entry that is there already keeps its id. */
export async function writeEntries(tx: Tx, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, said: stored(entry.said), sent: stored(entry.sent) }));
  const excluded = (column: string) => sql.raw(`excluded.${column}`);
  await tx
    .insert(sourceEntries)
    .values(await sealedSourceEntries.sealAll(tx, rows))
    .onConflictDoUpdate({
      target: [sourceEntries.sourceId, sourceEntries.theirId],
      set: {
        version: excluded('version'),
        serviceId: excluded('service_id'),
        what: excluded('what'),
        kind: excluded('kind'),
        name: excluded('name'),
        said: excluded('said'),
        sent: excluded('sent'),
        checkedOn: excluded('checked_on'),
        isLeftAsGone: excluded('is_left_as_gone'),
        changesNumber: excluded('changes_number'),
        likeId: excluded('like_id'),
        because: excluded('because'),
      },
    });
}

/** Forgets these, of which nobody has decided anything. */
export async function deleteEntries(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(sourceEntries).where(isOneOf(sourceEntries.id, ids));
}

export async function deleteEntriesOf(tx: Tx, sourceId: string): Promise<void> {
  await tx.delete(sourceEntries).where(eq(sourceEntries.sourceId, sourceId));
}
