import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { databaseNamed, onDatabase } from './on-database.ts';

/**
 * Connections of a pool, of which two are enough for most: each is a process of PostgreSQL's that plans every statement for itself, which
 * took more time than the rest of a test. Two transactions still meet, and one that waits for further connections of its own pool is found.
 */
const enough = 2;
/** Where a test holds a lock: what the driver has already sent behind a statement that waits for it would wait as well. */
export const enoughForLocks = 16;

/** A migrated, empty database for one test file; about 30 ms. */
export async function freshDatabase(
  connections = enough,
): Promise<{ url: string; drop: () => Promise<void> }> {
  return copyOf('template_migrated', connections);
}

/** A database without any table, for tests of the migrations themselves. */
export async function bareDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return copyOf('template0');
}

async function copyOf(template: string, connections = enough) {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = inject('databaseServer');
  await onDatabase(
    server,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  );
  return {
    url: `${databaseNamed(server, name)}?max=${connections}`,
    drop: async () => void (await onDatabase(server, (sql) => sql`drop database ${sql(name)} with (force)`)),
  };
}
