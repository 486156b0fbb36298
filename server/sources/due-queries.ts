import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { sources } from '#drizzle/schema/sources';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedSources } from './queries.ts';

/** A source that this server reads now. `tries` includes the current one. */
export type LeasedSource = {
  id: string;
  helplineId: string;
  address: string;
  areas: string[];
  tries: number;
  reads: number;
};

/** Leases the source that has been due for longest until `until`, after which any server may try again; null if none is due. */
export function leaseSource(db: Db, now: Date, until: Date): Promise<LeasedSource | null> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .select({ id: sources.id })
      .from(sources)
      .innerJoin(helplines, eq(helplines.id, sources.helplineId))
      .where(
        and(
          lte(sources.dueAt, now),
          isNull(sources.removedAt),
          eq(helplines.readsSources, true),
          or(isNull(sources.leasedUntil), lte(sources.leasedUntil, now)),
        ),
      )
      .orderBy(asc(sources.dueAt))
      .limit(1)
      .for('update', { of: sources, skipLocked: true });
    if (!due) return null;
    const [row] = await tx
      .update(sources)
      .set({ leasedUntil: until, tries: sql`${sources.tries} + 1` })
      .where(eq(sources.id, due.id))
      .returning();
    const { id, helplineId, address, areas, tries, reads } = await sealedSources.openOne(tx, row!);
    return address === null ? null : { id, helplineId, address, areas, tries, reads };
  });
}

/** Gives up the lease, as if this try had not been made. */
export async function releaseSource(db: Db | Tx, id: string): Promise<void> {
  await db
    .update(sources)
    .set({ leasedUntil: null, tries: sql`greatest(${sources.tries} - 1, 0)` })
    .where(eq(sources.id, id));
}
