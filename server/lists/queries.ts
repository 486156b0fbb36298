import { and, asc, eq, gt } from 'drizzle-orm';
import { listChanges, lists } from '#drizzle/schema/lists';
import type { List, ListChange, ListName, ListOutcome, ListWord } from '#shared/lists';
import { starterLists } from '#shared/starter-lists';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { insertRow, updateRow } from '../platform/database/rows.ts';

type ListRow = typeof lists.$inferSelect;
type ChangeRow = typeof listChanges.$inferSelect;
/** A change with its list, and what became of it. */
export type KnownChange = ListChange & Pick<ChangeRow, 'listId' | 'outcome'>;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
export const toChange = (row: ChangeRow): ListChange => ({
  id: row.id,
  change: row.change,
  slug: row.slug,
  words: row.words,
  group: row.group,
  order: row.order,
  proposedBy: row.proposedBy,
  proposedAt: row.proposedAt.toISOString(),
  needs: row.needs,
});

async function toLists(tx: Db | Tx, rows: ListRow[]): Promise<List[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const proposed = await tx
    .select()
    .from(listChanges)
    .where(and(isOneOf(listChanges.listId, ids), eq(listChanges.outcome, 'proposed')))
    .orderBy(asc(listChanges.proposedAt), asc(listChanges.id));
  return rows.map(({ id, version, list, words }) => ({
    ...{ id, version, list, words },
    proposed: proposed.filter(({ listId }) => listId === id).map(toChange),
  }));
}

export const latestList = latestOfHelpline(lists);

export async function listsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<List[]> {
  const rows = await tx
    .select()
    .from(lists)
    .where(and(eq(lists.helplineId, viewer.helplineId), gt(lists.version, since)));
  return toLists(tx, rows);
}

/** The list of this name; null while it is the one that every helpline begins with. */
export async function listNamed(tx: Tx, helplineId: string, list: ListName): Promise<List | null> {
  const rows = await tx
    .select()
    .from(lists)
    .where(and(eq(lists.helplineId, helplineId), eq(lists.list, list)));
  return (await toLists(tx, rows))[0] ?? null;
}

export async function listById(tx: Tx, id: string): Promise<List> {
  const rows = await tx.select().from(lists).where(eq(lists.id, id));
  return (await toLists(tx, rows))[0]!;
}

/** The words of every list of a helpline, in their order. */
export async function wordsOf(tx: Db | Tx, helplineId: string): Promise<Record<ListName, ListWord[]>> {
  const rows = await tx
    .select({ list: lists.list, words: lists.words })
    .from(lists)
    .where(eq(lists.helplineId, helplineId));
  return { ...starterLists, ...Object.fromEntries(rows.map(({ list, words }) => [list, words])) };
}

export async function insertList(tx: Tx, list: typeof lists.$inferInsert): Promise<void> {
  await insertRow(tx, lists, list);
}

/** Without `words`, what is proposed has changed, and nothing else. */
export async function changeList(
  tx: Tx,
  id: string,
  change: { version: number; words?: ListWord[] },
): Promise<List> {
  return (await toLists(tx, [(await updateRow(tx, lists, { id }, change))!]))[0]!;
}

export async function changeById(tx: Tx, helplineId: string, id: string): Promise<KnownChange | null> {
  const [row] = await tx
    .select()
    .from(listChanges)
    .where(and(eq(listChanges.id, id), eq(listChanges.helplineId, helplineId)));
  return row ? { ...toChange(row), listId: row.listId, outcome: row.outcome } : null;
}

export async function insertChange(tx: Tx, change: typeof listChanges.$inferInsert): Promise<void> {
  await tx.insert(listChanges).values(change);
}

export async function settleChange(
  tx: Tx,
  id: string,
  settled: {
    outcome: Exclude<ListOutcome, 'proposed'>;
    was: string | null;
    version: number;
    settledBy: string;
    settledAt: Date;
  },
): Promise<void> {
  await tx.update(listChanges).set(settled).where(eq(listChanges.id, id));
}

/** Whether a change to any list of this helpline waits for a second yes. */
export async function isAnythingProposed(tx: Tx, helplineId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: listChanges.id })
    .from(lists)
    .innerJoin(listChanges, and(eq(listChanges.listId, lists.id), eq(listChanges.outcome, 'proposed')))
    .where(eq(lists.helplineId, helplineId))
    .limit(1);
  return rows.length > 0;
}
