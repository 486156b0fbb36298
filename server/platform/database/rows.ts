import { and, eq, is, SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './db.ts';
import { prepared } from './prepared.ts';

type Statement = (db: Db | Tx, values: Record<string, unknown>) => Promise<unknown[]>;
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
  const statement = remembered(table, 'insert', row, {}, (db) =>
    db.insert(table).values(named(row)).returning(),
  );
  const [inserted] = await statement(tx, row);
  return inserted as Table['$inferSelect'];
}

/** Changes the one row that `where` names, and returns it; undefined where there is none. A change may be SQL. */
export async function updateRow<Table extends PgTable>(
  tx: Db | Tx,
  table: Table,
  where: Where<Table>,
  change: Change<Table>,
): Promise<Table['$inferSelect'] | undefined> {
  const build = (db: Db | Tx) =>
    db.update(table).set(named(change)).where(matching(table, where)).returning();
  if (Object.values(change).some((value) => is(value, SQL))) {
    const [changed] = (await prepared(build)(tx, {
      ...change,
      ...prefixed(where),
    })) as Table['$inferSelect'][];
    return changed;
  }
  const statement = remembered(table, 'update', change, where, build);
  const [changed] = await statement(tx, { ...change, ...prefixed(where) });
  return changed as Table['$inferSelect'] | undefined;
}

/** The one row with these values; undefined where there is none. */
export async function findRow<Table extends PgTable>(
  tx: Db | Tx,
  table: Table,
  where: Where<Table>,
): Promise<Table['$inferSelect'] | undefined> {
  const source: PgTable = table;
  const statement = remembered(source, 'select', {}, where, (db) =>
    db.select().from(source).where(matching(source, where)),
  );
  const [found] = await statement(tx, prefixed(where));
  return found as Table['$inferSelect'] | undefined;
}

const statements = new WeakMap<PgTable, Map<string, Statement>>();

/** One statement for each set of columns. A null is written into it, because Drizzle encodes no null that comes by a placeholder. */
function remembered(
  table: PgTable,
  verb: string,
  values: Columns,
  where: Columns,
  build: Parameters<typeof prepared<unknown[]>>[0] | ((db: Db | Tx) => unknown),
): Statement {
  const ofTable = statements.get(table) ?? new Map<string, Statement>();
  statements.set(table, ofTable);
  const key = [verb, validate(values), validate(where)].join(' ');
  const known = ofTable.get(key) ?? prepared<unknown[]>(build as never);
  ofTable.set(key, known);
  return known;
}

const validate = (values: Columns) =>
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
