import { and, eq, is, SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './db.ts';
import { prepared, preparedWithCommit } from './prepared.ts';

type Columns = Record<string, unknown>;
type Change<Table extends PgTable> = {
  [Column in keyof Table['$inferSelect']]?: Table['$inferSelect'][Column] | SQL;
};
type Where<Table extends PgTable> = Partial<Table['$inferSelect']>;

/** Inserts one row and returns it as the database now has it. */
export async function insertRow<Table extends PgTable>(
  tx: Db | Tx,
  table: Table,
  row: Table['$inferInsert'],
): Promise<Table['$inferSelect']> {
  const statement = remembered(table, 'insert', row, {}, () =>
    prepared((db) => db.insert(table).values(named(row)).returning()),
  );
  const [inserted] = await statement(tx, row);
  return inserted as Table['$inferSelect'];
}

/** Inserts one row with the commit of the transaction; see `preparedWithCommit`. */
export function insertWithCommit<Table extends PgTable>(
  tx: Tx,
  table: Table,
  row: Table['$inferInsert'],
): void {
  remembered(table, 'insert with commit', row, {}, () =>
    preparedWithCommit((db) => db.insert(table).values(named(row))),
  )(tx, row);
}

/** Changes the one row that `where` names, and returns it; undefined where there is none. A change may be SQL. */
export async function updateRow<Table extends PgTable>(
  tx: Db | Tx,
  table: Table,
  where: Where<Table>,
  change: Change<Table>,
): Promise<Table['$inferSelect'] | undefined> {
  const build = () =>
    prepared((db) => db.update(table).set(named(change)).where(matching(table, where)).returning());
  const hasSql = Object.values(change).some((value) => is(value, SQL));
  const statement = hasSql ? build() : remembered(table, 'update', change, where, build);
  const [changed] = await statement(tx, { ...change, ...prefixed(where) });
  return changed;
}

/** The one row with these values; undefined where there is none. */
export async function findRow<Table extends PgTable>(
  tx: Db | Tx,
  table: Table,
  where: Where<Table>,
): Promise<Table['$inferSelect'] | undefined> {
  const source: PgTable = table;
  const statement = remembered(source, 'select', {}, where, () =>
    prepared((db) => db.select().from(source).where(matching(source, where))),
  );
  const [found] = await statement(tx, prefixed(where));
  return found;
}

const statements = new WeakMap<PgTable, Map<string, unknown>>();

/** One statement for each set of columns. A null is written into it, because Drizzle encodes no null that comes by a placeholder. */
function remembered<Statement>(
  table: PgTable,
  verb: string,
  values: Columns,
  where: Columns,
  build: () => Statement,
): Statement {
  const ofTable = statements.get(table) ?? new Map<string, unknown>();
  statements.set(table, ofTable);
  const key = [verb, columnsIn(values), columnsIn(where)].join(' ');
  const known = (ofTable.get(key) as Statement | undefined) ?? build();
  ofTable.set(key, known);
  return known;
}

const columnsIn = (values: Columns) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => (value === null ? `${column}=null` : column))
    .sort()
    .join();

/** Placeholders under the columns' own names. */
const named = (values: Columns) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => [column, value === null || is(value, SQL) ? value : sql.placeholder(column)]),
  ) as never;

const prefixed = (where: Columns) =>
  Object.fromEntries(Object.entries(where).map(([column, value]) => [`where_${column}`, value]));

function matching(table: PgTable, where: Columns) {
  const columns = table as unknown as Record<string, Parameters<typeof eq>[0]>;
  return and(
    ...Object.keys(where).map((column) => eq(columns[column] as never, sql.placeholder(`where_${column}`))),
  );
}
