import { eq, getTableName, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { sealedColumns } from '#drizzle/schema/encryption';
import type { Db, Tx } from '../database/db.ts';
import type { SealedTable } from './sealed-table.ts';
import { keyNameIn } from './sealed-value.ts';

/** Rows per transaction. */
const atOnce = 200;

/**
 * Seals values written before their column was sealed. Each batch is a transaction that also records the progress, so that this
 * resumes after an interruption, and several servers may run it at once.
 */
export async function sealExisting(db: Db, tables: SealedTable[]): Promise<void> {
  let recorded = await db.select().from(sealedColumns);
  const isRecorded = (table: SealedTable) => recorded.some(({ name }) => name === nameOf(table));
  if (!tables.every(isRecorded)) {
    await recordEmpty(db, tables);
    recorded = await db.select().from(sealedColumns);
  }
  for (const table of tables) {
    const name = nameOf(table);
    if (recorded.some((one) => one.name === name && one.doneAt !== null)) continue;
    await db.insert(sealedColumns).values({ name }).onConflictDoNothing();
    while (!(await db.transaction((tx) => sealBatch(tx, table, name))));
  }
}

/** Records the tables without a row as done, in one statement: on a new database these are all. */
async function recordEmpty(db: Db, tables: SealedTable[]): Promise<void> {
  const empty = tables.map(
    (sealed) => sql`select ${nameOf(sealed)}, now() where not exists (select from ${sealed.table})`,
  );
  await db.execute(
    sql`insert into ${sealedColumns} (name, done_at) ${sql.join(empty, sql` union all `)} on conflict do nothing`,
  );
}

/** True once the whole table is done. */
async function sealBatch(tx: Tx, sealed: SealedTable, name: string): Promise<boolean> {
  const [progress] = await tx.select().from(sealedColumns).where(eq(sealedColumns.name, name)).for('update');
  if (progress!.doneAt !== null) return true;
  const rows = await rowsAfter(tx, sealed, progress!.upTo);
  const unsealed = rows.filter((row) => hasPlainWords(sealed, row));
  await update(tx, sealed, await sealed.sealStored(tx, unsealed));
  const last = rows.at(-1)?.[sealed.rowId] as string | number | undefined;
  const isDone = rows.length < atOnce;
  await tx
    .update(sealedColumns)
    .set({
      upTo: last === undefined ? progress!.upTo : String(last),
      doneAt: isDone ? sql`now()` : null,
    })
    .where(eq(sealedColumns.name, name));
  return isDone;
}

const nameOf = ({ table, columns }: SealedTable) =>
  `${getTableName(table)}: ${Object.keys(columns).sort().join(', ')}`;

type AnyRow = Record<string, unknown>;

async function rowsAfter(tx: Tx, { table, rowId }: SealedTable, last: string | null): Promise<AnyRow[]> {
  const id = columnsOf(table).get(rowId)!;
  const after = last === null ? undefined : sql`${id} > ${last}::${sql.raw(id.getSQLType())}`;
  const rows = await tx.select().from(table).where(after).orderBy(id).limit(atOnce).for('update');
  return rows;
}

/** Whether a row is still as it was before encryption. */
function hasPlainWords({ columns }: SealedTable, row: AnyRow): boolean {
  let found = false;
  for (const [column, wordsIn] of Object.entries(columns))
    wordsIn(row[column], (words) => {
      if (keyNameIn(words) === null) found = true;
      return words;
    });
  return found;
}

/** Writes the sealed columns, and those by which they are looked up, of all these rows in one statement. */
async function update(
  tx: Tx,
  { table, columns, rowId, digestsOf }: SealedTable,
  rows: AnyRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const all = columnsOf(table);
  const digests = Object.keys(digestsOf(rows[0]!, () => ''));
  const written = [rowId, ...Object.keys(columns), ...digests].map((key) => ({ key, column: all.get(key)! }));
  const values = rows.map((row) =>
    Object.fromEntries(written.map(({ key, column }) => [column.name, row[key]])),
  );
  const typed = written.map(
    ({ column }) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`,
  );
  const changes = written
    .slice(1)
    .map(({ column }) => sql`${sql.identifier(column.name)} = sealed.${sql.identifier(column.name)}`);
  await tx.execute(sql`
    update ${table} set ${sql.join(changes, sql`, `)}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as sealed (${sql.join(typed, sql`, `)})
    where ${all.get(rowId)!} = sealed.${sql.identifier(all.get(rowId)!.name)}`);
}

/** The columns by their property names. */
function columnsOf(table: SealedTable['table']) {
  const { columns } = getTableConfig(table);
  const named = Object.entries(table as unknown as Record<string, unknown>);
  return new Map(
    columns.map((column) => [named.find(([, one]) => one === column)?.[0] ?? column.name, column]),
  );
}
