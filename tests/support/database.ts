import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

/** A migrated, empty database for one test file; about 30 ms. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return copyOf('template_migrated');
}

/** A database without any table, for tests of the migrations themselves. */
export async function bareDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return copyOf('template0');
}

async function copyOf(template: string) {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer((sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`);
  const url = new URL(inject('databaseServer'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer((sql) => sql`drop database ${sql(name)} with (force)`),
  };
}

async function onServer(order: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('databaseServer'), { max: 1 });
  await order(sql);
  await sql.end();
}
