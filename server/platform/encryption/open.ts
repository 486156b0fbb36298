import { openDatabase, type Db, type Tx } from '../database/db.ts';
import type { Logger } from '../logger.ts';
import { openDataKeys, type DataKeys, type OwnKeys } from './data-keys.ts';
import { KeyProblem, type KeyEncryptionKeys } from './key-encryption-keys.ts';
import { installation } from './installation.ts';
import type { KeySource } from './key-source.ts';
import {
  allKeyVersions,
  currentKeyVersion,
  findDataKey,
  insertDataKeys,
  insertKeyVersion,
  keyVersionsInUse,
} from './queries.ts';
import { sealExisting } from './seal-existing.ts';
import { dataKeysOf, openSealedDatabase } from './sealed-database.ts';
import type { SealedTable } from './sealed-table.ts';
import { isProbeOf, newDataKey, newProbe, refuseOtherKeys, unwrap } from './wrapping.ts';

type Deps = { databaseUrl: string; source: KeySource; tables: SealedTable[]; log: Logger };

/**
 * Opens the keys of a migrated database, and seals values that are still in plain text. Throws a `KeyProblem`, and changes nothing, if a key is
 * missing or is not the one the database was sealed with.
 */
export async function openEncryption({ databaseUrl, source, tables, log }: Deps): Promise<DataKeys> {
  const dataKeys = await withDatabase(openDatabase(databaseUrl), async (db) => {
    const keys = await keysOf(db, source);
    return openDataKeys({ keys, own: await db.transaction((tx) => ownKeysOf(tx, keys)), log });
  });
  await withDatabase(openSealedDatabase(databaseUrl, dataKeys), (db) => sealExisting(db, tables));
  return dataKeys;
}

async function keysOf(db: Db, source: KeySource): Promise<KeyEncryptionKeys> {
  if ((await allKeyVersions(db)).length === 0) {
    const keys = source.read() ?? (await source.make!());
    const newest = Math.max(...keys.keys());
    await insertKeyVersion(db, newest, newProbe(keys, newest));
  }
  const keys = source.read();
  if (!keys) throw new KeyProblem('The encryption key that this database was sealed with is missing.');
  refuseOtherKeys(keys, await allKeyVersions(db), await keyVersionsInUse(db));
  return keys;
}

/** Whether the keys in memory match the database, which may have been replaced by a restore. */
export async function hasItsKeys(db: Db): Promise<boolean> {
  const [newest] = await allKeyVersions(db);
  const { keys } = dataKeysOf(db);
  return (
    newest !== undefined && keys.has(newest.keyVersion) && isProbeOf(keys, newest.keyVersion, newest.probe)
  );
}

async function ownKeysOf(tx: Tx, keys: KeyEncryptionKeys): Promise<OwnKeys> {
  const keyFor = async (purpose: string) => {
    const scope = { helplineId: null, purpose, subjectId: installation };
    const found = await findDataKey(tx, scope);
    if (found) return unwrap(keys, found).key;
    const { row, key } = newDataKey(keys, await currentKeyVersion(tx), scope);
    const isMade = (await insertDataKeys(tx, [row])).has(row.id);
    return isMade ? key.key : unwrap(keys, (await findDataKey(tx, scope))!).key;
  };
  await keyFor('receipts');
  return {
    digests: await keyFor('digests'),
    cluster: await keyFor('cluster'),
    handles: await keyFor('handles'),
  };
}

async function withDatabase<Result>(
  { db, close }: ReturnType<typeof openDatabase>,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(db);
  } finally {
    await close();
  }
}
