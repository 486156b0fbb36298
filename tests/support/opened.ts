import { eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '#server/platform/database/db';
import { sealedTables, sealRows } from '#server/sealed-tables';

/** Rows that a test read from this table itself, with what is sealed in them opened. */
export async function opened<Row extends object>(db: Db, table: PgTable, rows: Row[]): Promise<Row[]> {
  const sealed = sealedTables.find((one) => one.table === table);
  return sealed ? sealed.open(db, rows) : rows;
}

/** The rows of a helpline in this table, opened. */
export async function openedRowsOf<Table extends PgTable & { helplineId: PgColumn }>(
  db: Db,
  table: Table,
  helplineId: string,
): Promise<Table['$inferSelect'][]> {
  const whole: PgTable = table;
  const rows = await db.select().from(whole).where(eq(table.helplineId, helplineId));
  return opened(db, table, rows as Table['$inferSelect'][]);
}

/** Writes rows as the server would, sealed. */
export async function insertSealed<Table extends PgTable>(
  db: Db,
  table: Table,
  rows: Table['$inferInsert'][],
): Promise<void> {
  const sealed: Table['$inferInsert'][] = await sealRows(db, table, rows);
  await db.insert(table).values(sealed);
}
