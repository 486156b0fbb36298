import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Column = { name: string; type: string };
export type Table = { name: string; columns: Column[] };

/**
 * Not in a backup: sign-ins, also half-finished ones, where they were made from, and one-time links, because a restore signs nobody
 * in; payloads between servers, which are transient; and the outbox, whose notifications may have been sent since.
 */
export const leftOut = [
  ...['sessions', 'pending_steps', 'sign_in_tries', 'known_places', 'invitations'],
  ...['large_payloads', 'notifications'],
];

/** Every table of the schema that belongs in a backup, each after those it refers to. */
export async function tablesToKeep(): Promise<Table[]> {
  const all = await tablesOfSchema();
  return inOrder(all.filter((table) => !leftOut.includes(getTableConfig(table).name))).map(toTable);
}

/** All exports of the schema's files, so that a new table need not be listed anywhere else. */
export async function tablesOfSchema(): Promise<PgTable[]> {
  const folder = join(import.meta.dirname, '../../../drizzle/schema');
  const files = (await readdir(folder)).filter((name) => /\.[jt]s$/.test(name)).sort();
  const modules = await Promise.all(
    files.map(
      (name) =>
        import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href) as Promise<Record<string, unknown>>,
    ),
  );
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable));
  return tables.sort((one, other) => (getTableName(one) < getTableName(other) ? -1 : 1));
}

function inOrder(tables: PgTable[]): PgTable[] {
  const placed: PgTable[] = [];
  while (placed.length < tables.length) {
    const ready = tables.filter(
      (table) => !placed.includes(table) && refersTo(table).every((other) => placed.includes(other)),
    );
    if (ready.length === 0) throw new Error('Some tables refer to one another, or to one that is left out.');
    placed.push(...ready);
  }
  return placed;
}

const refersTo = (table: PgTable) =>
  getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable);

function toTable(table: PgTable): Table {
  const { name, columns } = getTableConfig(table);
  return {
    name,
    columns: columns
      .filter((column) => column.generated === undefined)
      .map((column) => ({ name: column.name, type: column.getSQLType() })),
  };
}
