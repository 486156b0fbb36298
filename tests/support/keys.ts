import { keySourceOf } from '#server/platform/encryption/key-source';
import { openEncryption } from '#server/platform/encryption/open';
import { openLogger } from '#server/platform/logger';
import { sealedTables } from '#server/sealed-tables';

/** An encryption key for tests, version 1 and 2. */
export const testKey = 'q3yJ0s5bqXkV1n8w6f2ZrT4uC7eHgLmP9aDdRxYoKiE=';
export const nextTestKey = 'Zp7c2mQeV9sXkA0t5yLwF3hNjU8rGbO1iD6uTqKxYvM=';
export const testKeySettings = {
  databaseUrl: undefined,
  dataDir: '',
  keyFile: undefined,
  encryptionKeys: testKey,
};
export const testKeySource = keySourceOf(testKeySettings);

/** Opens a migrated database of a test with its key, and seals what is in it unsealed. */
export const openTestKeys = (databaseUrl: string, encryptionKeys = testKey, log = openLogger('silent')) =>
  openEncryption({
    databaseUrl,
    source: keySourceOf({ ...testKeySettings, encryptionKeys }),
    tables: sealedTables,
    log,
  });
