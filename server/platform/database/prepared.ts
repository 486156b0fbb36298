import { fillPlaceholders, type Query, type SQL, type SQLWrapper } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';
import { unansweredOfClient, type Db, type Tx } from './db.ts';
import type { Unanswered } from './unanswered.ts';

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
  let query: Query | undefined;
  return async (db: Db | Tx, values: Values): Promise<Row[]> => {
    query ??= new PgDialect().sqlToQuery(build());
    const parameters = fillPlaceholders(query.params, values) as never[];
    return clientOf(db).unsafe(query.sql, parameters) as unknown as Promise<Row[]>;
  };
}

/**
 * The same for a statement of which nothing more has to be known than that it was carried out. It is sent, and its reply waited for with that
 * of the commit, which saves a round trip. If it fails, so does the transaction, at its commit: too late to be refused with words of its own.
 */
export function preparedWithCommit(build: (db: Tx) => SQLWrapper) {
  let query: Query | undefined;
  let edition = 0;
  return (tx: Tx, values: Values): void => {
    query ??= new PgDialect().sqlToQuery(build(tx).getSQL());
    const client = clientOf(tx) as Sql & { [unansweredOfClient]: Unanswered };
    const text = `${query.sql} -- ${edition}`;
    const sent = client.unsafe(text, fillPlaceholders(query.params, values) as never[]).execute();
    client[unansweredOfClient].add(sent);
    // The driver sends a statement that PostgreSQL has forgotten once more: here after the commit, and so outside the transaction.
    setImmediate(() => void Object.assign(sent, { prepared: false }));
    // Without that second try the driver would take it for prepared for ever. Another text is prepared anew.
    sent.catch(({ routine }: { routine?: string }) => {
      if (routine !== undefined && routinesOfForgotten.has(routine)) edition += 1;
    });
  };
}

/** Where PostgreSQL reports that a prepared statement is gone, or no longer fits its table. */
const routinesOfForgotten = new Set([
  'FetchPreparedStatement',
  'RevalidateCachedQuery',
  'transformAssignedExpr',
]);

/** Drizzle keeps the driver's connection of a transaction where its types do not show it. */
export const clientOf = (db: Db | Tx) =>
  (db as unknown as { _: { session: { client: Sql } } })._.session.client;
