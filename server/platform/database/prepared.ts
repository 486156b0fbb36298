import { fillPlaceholders, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';
import type { Db, Tx } from './db.ts';

type Values = Record<string, unknown>;
type Statement<Result> = { execute: (values?: Values) => Promise<Result> };
type Builder<Result> = { prepare: (name: string) => Statement<Result> };

/**
 * A statement of Drizzle's whose SQL text is built once, at its first use, and not at every one: building took two thirds of a
 * command's processor time. `build` names what changes by `sql.placeholder`; it must not depend on anything else that changes.
 * An instant that is compared is given as ISO 8601: Drizzle encodes only the placeholders of columns that are written.
 */
export function prepared<Result>(build: (db: Db | Tx) => Builder<Result>) {
  let statement: Statement<Result> | undefined;
  return (db: Db | Tx, values: Values): Promise<Result> => {
    statement ??= build(db).prepare('prepared');
    const inThisTransaction = Object.create(statement, {
      client: { value: clientOf(db) },
    }) as typeof statement;
    return inThisTransaction.execute(values);
  };
}

/** The same for SQL written out. Rows come as the driver gives them, under the names of their columns. */
export function preparedSql<Row>(build: () => SQL) {
  let query: ReturnType<PgDialect['sqlToQuery']> | undefined;
  return async (db: Db | Tx, values: Values): Promise<Row[]> => {
    query ??= new PgDialect().sqlToQuery(build());
    const parameters = fillPlaceholders(query.params, values) as never[];
    return clientOf(db).unsafe(query.sql, parameters) as unknown as Promise<Row[]>;
  };
}

/** Drizzle keeps the driver's connection of a transaction where its types do not show it. */
export const clientOf = (db: Db | Tx) =>
  (db as unknown as { _: { session: { client: Sql } } })._.session.client;
