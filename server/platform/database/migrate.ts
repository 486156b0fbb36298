import { drizzle } from 'drizzle-orm/postgres-js';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { ageOf, migrationsFolder, migrationsIn, ourMigrations } from './migrations.ts';

const oldestPostgres = 15;
/** An arbitrary number, the same in every process that migrates. */
const migrationLock = 4_700_001;

/**
 * Brings the database at `url` up to date; safe when several processes do so at once.
 * Refuses a PostgreSQL older than 15, a journal out of order, and a database whose applied migrations are not the journal's.
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<void> {
  const journal = readMigrationFiles({ migrationsFolder: folder });
  refuseOutOfOrder(journal.map((entry) => entry.folderMillis));

  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await refuseOldServer(sql);
    await sql`select pg_advisory_lock(${migrationLock})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    refuseOtherHistory(
      await migrationsIn(sql),
      journal.map((entry) => entry.hash),
    );
    await sql`select pg_advisory_unlock(${migrationLock})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Refuses a database that is not up to date, for a role that may only read what was applied. */
export async function refuseUnlessMigrated(url: string): Promise<void> {
  const applied = await migrationsAt(url);
  if (ageOf(applied) === 'older')
    throw new Error(
      `The database is not up to date: ${applied.length} of ${ourMigrations.length} migrations are applied, and the role of DATABASE_URL may ` +
        'not apply them. Run "npm run admin -- migrate" once with the owner’s DATABASE_URL, then start again.',
    );
  refuseOtherHistory(applied);
}

/** How many migrations have still to be applied; refuses a database that another version of Alongside used. */
export async function pendingMigrations(url: string): Promise<number> {
  const applied = await migrationsAt(url);
  if (ageOf(applied) !== 'older') refuseOtherHistory(applied);
  return ourMigrations.length - applied.length;
}

async function migrationsAt(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await migrationsIn(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Drizzle silently skips an entry that is not later than the last one applied. */
function refuseOutOfOrder(times: number[]): void {
  const late = times.findIndex((time, index) => index > 0 && time <= times[index - 1]!);
  if (late < 0) return;
  throw new Error(
    `Migration ${late + 1} of ${times.length} is not dated after the one before it, so it would be passed over. Generate it again.`,
  );
}

async function refuseOldServer(sql: postgres.Sql): Promise<void> {
  const [found] = await sql<
    [{ major: number }]
  >`select current_setting('server_version_num')::int / 10000 as major`;
  if (found.major >= oldestPostgres) return;
  throw new Error(`The database is PostgreSQL ${found.major}. Alongside needs ${oldestPostgres} or later.`);
}

function refuseOtherHistory(applied: string[], expected = ourMigrations): void {
  if (ageOf(applied, expected) === 'same') return;
  throw new Error(
    `The database has ${applied.length} migrations applied and this version of Alongside has ${expected.length}, ` +
      'or one of them is not the same. Start the version that last used this database, or restore a backup.',
  );
}
