import type { Db } from '../platform/database/db.ts';
import { startEmbedded } from '../platform/database/embedded/start.ts';
import { openSealedDatabase } from '../platform/encryption/sealed-database.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { World } from './command.ts';

/** Migrates the database that the settings name and runs `work` on it; servers may be using it at the same time. */
export async function withDatabase<Result>(world: World, work: (db: Db) => Promise<Result>): Promise<Result> {
  return withDatabaseAsItIs(world, async (url) => {
    const { dataKeys } = await prepareDatabase(url, world.settings, world.log);
    const { db, close } = openSealedDatabase(url, dataKeys);
    try {
      return await work(db);
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
