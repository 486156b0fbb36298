import { migrate, refuseUnlessMigrated } from './platform/database/migrate.ts';
import { mayChangeTables } from './platform/database/role.ts';
import type { DataKeys } from './platform/encryption/data-keys.ts';
import { keySourceOf, type KeySettings } from './platform/encryption/key-source.ts';
import { openEncryption } from './platform/encryption/open.ts';
import type { Logger } from './platform/logger.ts';
import { sealedTables } from './sealed-tables.ts';

/** `ownsTables`: the role may change the tables themselves, and not only read and write rows. */
type Prepared = { ownsTables: boolean; dataKeys: DataKeys };

/**
 * Migrates the database, or, if its role may not, refuses one that is out of date; opens its keys, and seals values still in
 * plain text.
 */
export async function prepareDatabase(
  databaseUrl: string,
  settings: KeySettings,
  log: Logger,
): Promise<Prepared> {
  const ownsTables = await mayChangeTables(databaseUrl);
  if (ownsTables) await migrate(databaseUrl);
  else await refuseUnlessMigrated(databaseUrl);
  const source = keySourceOf(settings);
  return { ownsTables, dataKeys: await openEncryption({ databaseUrl, source, tables: sealedTables, log }) };
}
