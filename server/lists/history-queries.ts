import { and, desc, eq, lt, ne } from 'drizzle-orm';
import { listChanges, lists } from '#drizzle/schema/lists';
import type { SettledListChange } from '#shared/list-history';
import type { Db } from '../platform/database/db.ts';
import { toChange } from './queries.ts';

/** The changes to the lists of a helpline that were settled, latest first. `before`: the version of the last one on the previous page. */
export async function settledBefore(
  db: Db,
  helplineId: string,
  before: number | null,
  limit: number,
): Promise<SettledListChange[]> {
  const rows = await db
    .select({ change: listChanges, list: lists.list })
    .from(listChanges)
    .innerJoin(lists, eq(lists.id, listChanges.listId))
    .where(
      and(
        eq(listChanges.helplineId, helplineId),
        ne(listChanges.outcome, 'proposed'),
        before === null ? undefined : lt(listChanges.version, before),
      ),
    )
    .orderBy(desc(listChanges.version))
    .limit(limit);
  return rows.map(({ change: row, list }) => {
    const { id, change, slug, words, group, order, proposedBy, proposedAt } = toChange(row);
    return {
      ...{ id, list, change, slug, words, group, order, was: row.was, version: row.version },
      ...{ proposedBy, proposedAt, settledBy: row.settledBy!, settledAt: row.settledAt!.toISOString() },
      outcome: row.outcome === 'agreed' ? 'agreed' : 'declined',
    };
  });
}
