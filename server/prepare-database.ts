import { migrate } from './platform/database/migrate.ts';
import type { DataKeys } from './platform/encryption/data-keys.ts';
import { keySourceOf, type KeySettings } from './platform/encryption/key-source.ts';
import { openEncryption } from './platform/encryption/open.ts';
import type { Logger } from './platform/logger.ts';
import { sealedTables } from './sealed-tables.ts';

/** Brings the database up to date, opens its keys, and seals what is in it unsealed. */
export async function prepareDatabase(
  databaseUrl: string,
  settings: KeySettings,
  log: Logger,
): Promise<DataKeys> {
  await migrate(databaseUrl);
  return openEncryption({ databaseUrl, source: keySourceOf(settings), tables: sealedTables, log });
}
