import { openDatabase, type Db } from '../platform/database/db.ts';
import { startEmbedded } from '../platform/database/embedded/start.ts';
import { migrate } from '../platform/database/migrate.ts';
import type { World } from './command.ts';

/** Works on the database that Alongside itself would use, up to date; it may be in use at the same time. */
export async function withDatabase<Result>(world: World, work: (db: Db) => Promise<Result>): Promise<Result> {
  return withDatabaseAsItIs(world, async (url) => {
    await migrate(url);
    const { db, close } = openDatabase(url);
    return work(db).finally(close);
  });
}

/** The address of the same database, whatever is in it. */
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
