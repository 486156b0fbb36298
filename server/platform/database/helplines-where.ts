import type { SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './db.ts';

/** The ids of the helplines that have a row of this table for which `where` holds, each once. For the `where` of a due job. */
export async function helplinesWhere(
  db: Db,
  table: PgTable & { helplineId: PgColumn },
  where: SQL | undefined,
): Promise<string[]> {
  const source: PgTable = table;
  const rows = await db.selectDistinct({ helplineId: table.helplineId }).from(source).where(where);
  return rows.map(({ helplineId }) => helplineId as string);
}
