import type { Db } from '../platform/database/db.ts';
import { startEmbedded } from '../platform/database/embedded/start.ts';
import { openSealedDatabase } from '../platform/encryption/sealed-database.ts';
import { pendingMigrations } from '../platform/database/migrate.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { World } from './command.ts';

const behind =
  'The database is not up to date, so a dry run cannot tell. Bring it up to date with "migrate", then try again.';

/**
 * Migrates the database that the settings name and runs `work` on it; servers may be using it at the same time. A dry run does not
 * migrate it, and keeps nothing of the work.
 */
export async function withDatabase<Result>(world: World, work: (db: Db) => Promise<Result>): Promise<Result> {
  return withDatabaseAsItIs(world, async (url) => {
    refuseUnless(!world.dryRun || (await pendingMigrations(url)) === 0, 'conflict', behind);
    const { dataKeys } = await prepareDatabase(url, world.settings, world.log);
    const { db, close } = openSealedDatabase(url, dataKeys);
    try {
      return world.dryRun ? await rolledBack(db, work) : await work(db);
    } finally {
      await close();
    }
  });
}

/** The same database without migrating it; `work` is given its address. */
export async function withDatabaseAsItIs<Result>(
  { settings }: World,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const embedded = settings.databaseUrl ? null : await startEmbedded({ dir: settings.dataDir });
  try {
    return await work(settings.databaseUrl ?? embedded!.url);
  } finally {
    await embedded?.stop();
  }
}

/** Thrown to roll back what a dry run did. */
class NotKept extends Error {}

/** Runs `work` in one transaction, in which its own are savepoints, and takes everything back that it did. */
async function rolledBack<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    await db.transaction(async (tx) => {
      result = await work(tx);
      throw new NotKept();
    });
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
  }
  return result!;
}
