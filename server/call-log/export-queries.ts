import { and, desc, eq, lt } from 'drizzle-orm';
import { logExports } from '#drizzle/schema/log-exports';
import { people } from '#drizzle/schema/people';
import type { LogExport } from '#shared/log-exports';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

export const sealedLogExports = sealedTable(logExports, {
  columns: { reason: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'log-export', subjectId: id }),
});

export async function insertLogExport(tx: Tx, taken: typeof logExports.$inferInsert): Promise<void> {
  await tx.insert(logExports).values(await sealedLogExports.seal(tx, taken));
}

/** Who took out figures, latest first; `before` is the id of the last one on the previous page. */
export async function logExportsBefore(
  db: Db,
  helplineId: string,
  before: string | null,
  most: number,
): Promise<LogExport[]> {
  const rows = await db
    .select({ taken: logExports, firstName: people.firstName })
    .from(logExports)
    .innerJoin(people, eq(people.id, logExports.takenBy))
    .where(
      and(eq(logExports.helplineId, helplineId), before === null ? undefined : lt(logExports.id, before)),
    )
    .orderBy(desc(logExports.id))
    .limit(most);
  const names = new Map(rows.map(({ taken, firstName }) => [taken.takenBy, firstName]));
  const opened = await sealedLogExports.openWhole(
    db,
    rows.map(({ taken }) => taken),
  );
  return opened.map((taken) => ({
    id: taken.id,
    takenAt: taken.takenAt.toISOString(),
    by: { id: taken.takenBy, firstName: names.get(taken.takenBy)! },
    from: taken.fromDay,
    to: taken.toDay,
    format: taken.format,
    reason: taken.reason,
    period: taken.period,
  }));
}
