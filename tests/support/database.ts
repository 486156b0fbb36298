import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { databaseNamed, onDatabase } from './on-database.ts';

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
  const server = inject('databaseServer');
  await onDatabase(
    server,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  );
  return {
    url: databaseNamed(server, name),
    drop: async () => void (await onDatabase(server, (sql) => sql`drop database ${sql(name)} with (force)`)),
  };
}
