import { eq, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';

/** A table that names people, and what an erasure does to its rows. */
export type PersonTable = {
  table: PgTable;
  /** A row with the person in one of these columns is theirs, and is exported in full. */
  theirs: AnyPgColumn[];
  /** A row with the person in one of these columns belongs to others: only the fact and its times are exported, without any text. */
  named?: AnyPgColumn[];
  /** Columns that are never exported: credentials, and values without meaning to a person. */
  withheld?: AnyPgColumn[];
  /** What an erasure deletes or replaces. */
  erased?: string;
  /** Why rows stay; their person is then shown as *Somebody who has left*. */
  kept?: string;
};

/** Whether the column contains this person’s id: alone, in a list, or anywhere in its JSON. */
export function names(column: AnyPgColumn, id: string): SQL {
  const type = column.getSQLType();
  if (type === 'jsonb') return sql`${column}::text like ${`%${id}%`}`;
  return type === 'uuid[]' ? sql`${id}::uuid = any(${column})` : eq(column, id);
}
