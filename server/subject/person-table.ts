import { eq, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';

/** A table that names people, and what becomes of its rows when one of them is erased. */
export type PersonTable = {
  table: PgTable;
  /** A row in which one of these is the person is theirs, and is exported whole. */
  theirs: AnyPgColumn[];
  /** A row in which one of these names the person is somebody else’s: exported is that it does, and when, without anybody’s words. */
  named?: AnyPgColumn[];
  /** Never exported: what signs somebody in, or says nothing to a person. */
  withheld?: AnyPgColumn[];
  /** What an erasure deletes or replaces. */
  erased?: string;
  /** Why rows stay. Their person is then *Somebody who has left*. */
  kept?: string;
};

/** Whether the column holds this person’s id, alone, in a list, or anywhere in its JSON. */
export function names(column: AnyPgColumn, id: string): SQL {
  const type = column.getSQLType();
  if (type === 'jsonb') return sql`${column}::text like ${`%${id}%`}`;
  return type === 'uuid[]' ? sql`${id}::uuid = any(${column})` : eq(column, id);
}
