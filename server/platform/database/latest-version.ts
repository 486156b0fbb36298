import { eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { helplines } from '#drizzle/schema/helplines';
import { preparedSql } from './prepared.ts';
import type { Db, Tx } from './db.ts';

type Versioned = PgTable & { version: PgColumn };

/** For whom the latest versions are asked, to be named in the `where` of `latestIn`. */
export const reader = { helplineId: sql.raw('reader.helpline_id'), personId: sql.raw('reader.person_id') };

/** The highest version among the rows of a table for which `where` holds, null where there is none. Needs an index that ends with the version. */
export const latestIn = (table: Versioned, where: SQL | undefined): SQL =>
  sql`(select max(${table.version}) from ${table} where ${where})`;

/** The same among the rows of the reader's helpline. */
export const latestOfHelpline = (...tables: (Versioned & { helplineId: PgColumn })[]): SQL =>
  sql`greatest(${sql.join(
    tables.map((table) => latestIn(table, eq(table.helplineId, reader.helplineId))),
    sql`, `,
  )})`;

/** `change`: the version of the helpline. The rest by noun, 0 where nothing is found; a noun that is not asked for is missing. */
export type LatestVersions = { change: number } & Partial<Record<string, number>>;

/** One statement that finds the latest version of everything that is named, and of the helpline. Null if there is no such helpline. */
export function openLatestVersions(all: Record<string, SQL>) {
  const columns = Object.entries(all).map(
    ([name, latest]) => sql`, coalesce(${latest}, 0)::float8 as ${sql.identifier(name)}`,
  );
  const find = preparedSql<LatestVersions>(
    () => sql`
      select helpline.change::float8 as change ${sql.join(columns)}
      from (select ${sql.placeholder('helplineId')}::uuid as helpline_id, ${sql.placeholder('personId')}::uuid as person_id) reader
      join ${helplines} helpline on helpline.id = reader.helpline_id`,
  );
  return async (db: Db | Tx, whose: { helplineId: string; personId: string }) =>
    (await find(db, whose))[0] ?? null;
}
