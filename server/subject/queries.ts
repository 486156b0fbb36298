import { and, eq, getTableColumns, getTableName, not, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTables } from '../sealed-tables.ts';
import type { PersonTable } from './person-table.ts';
import { personTables } from './table-queries.ts';

type AnyRow = Record<string, unknown>;
/** `theirs`: whole rows, opened. `named`: somebody else’s rows that name them. `unreadable`: how many of theirs could not be opened. */
export type Stored = { theirs: AnyRow[]; named: AnyRow[]; unreadable: number };

/** Everybody with this e-mail address. */
export const peopleWithEmail = (db: Db, email: string) =>
  db
    .select({ id: people.id, helplineId: people.helplineId, suspendedAt: people.suspendedAt })
    .from(people)
    .where(eq(people.email, email));

/** Everything stored about a person, by table, as it was at one moment. Tables without a row are left out. */
export async function storedAbout(db: Db, personId: string): Promise<Record<string, Stored>> {
  const found: Record<string, Stored> = {};
  const moment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    for (const one of personTables) {
      const stored = await storedIn(tx, one, personId);
      if (stored.theirs.length + stored.named.length + stored.unreadable > 0)
        found[getTableName(one.table)] = stored;
    }
  }, moment);
  return found;
}

async function storedIn(tx: Tx, { table, theirs, named = [], withheld = [] }: PersonTable, id: string) {
  const isTheirs = or(...theirs.map((column) => names(column, id)), alsoTheirs(table, id))!;
  const rows = await tx.select().from(table).where(isTheirs);
  const sealed = sealedTables.find((one) => one.table === table);
  const opened = sealed ? await sealed.openWhole(tx, rows) : rows;
  return {
    theirs: opened.map((row) => without(withheld, table, row)),
    named: named.length === 0 ? [] : await namingRows(tx, { table, named, isTheirs }, id),
    unreadable: rows.length - opened.length,
  };
}

/** Of somebody else’s rows: their id, their times, and the columns that name this person. */
async function namingRows(
  tx: Tx,
  { table, named, isTheirs }: { table: PgTable; named: AnyPgColumn[]; isTheirs: SQL },
  id: string,
): Promise<AnyRow[]> {
  const columns = Object.entries(getTableColumns(table));
  const shown = columns.filter(([key, { dataType }]) => key === 'id' || dataType === 'date');
  const says = columns.filter(([, column]) => named.includes(column as AnyPgColumn));
  const isNamed = or(...named.map((column) => names(column, id)));
  const rows = await tx
    .select({
      ...Object.fromEntries(shown),
      namedIn: sql<string[]>`array_remove(array[${sql.join(
        says.map(([key, column]) => sql`case when ${names(column, id)} then ${key}::text end`),
        sql`, `,
      )}], null)`,
    })
    .from(table)
    .where(and(isNamed, sql`${not(isTheirs)} is not false`));
  return rows;
}

/** Whether the column holds this person’s id, alone, in a list, or anywhere in its JSON. */
function names(column: AnyPgColumn, id: string): SQL {
  const type = column.getSQLType();
  if (type === 'jsonb') return sql`${column}::text like ${`%${id}%`}`;
  return type === 'uuid[]' ? sql`${id}::uuid = any(${column})` : eq(column, id);
}

/** The times of the shifts in which they have, or had, a place. */
const alsoTheirs = (table: PgTable, id: string) =>
  table === shifts
    ? sql`exists (select from ${places} where ${places.shiftId} = ${shifts.id} and ${places.personId} = ${id})`
    : undefined;

const without = (withheld: AnyPgColumn[], table: PgTable, row: AnyRow): AnyRow =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([key]) => !withheld.includes(getTableColumns(table)[key] as unknown as AnyPgColumn),
    ),
  );
