import { ne, sql } from 'drizzle-orm';
import { dataKeys, keyVersions } from '#drizzle/schema/encryption';
import type { Db, Tx } from '../database/db.ts';
import type { KeyEncryptionKeys } from './key-encryption-keys.ts';
import { insertKeyVersion, lockForRotation } from './queries.ts';
import { newProbe, rewrap } from './wrapping.ts';

/** Data keys per transaction. */
const atOnce = 500;

export type Rotation = { version: number; rewrapped: number };

/**
 * Rewraps every data key with the newest key-encryption key, while servers run: they read and create keys of both versions.
 * The sealed values do not change. An interrupted run leaves a valid state and is completed by running it again.
 */
export async function rotateKeys(db: Db, keys: KeyEncryptionKeys): Promise<Rotation> {
  const version = Math.max(...keys.keys());
  await db.transaction(async (tx) => {
    await lockForRotation(tx);
    await insertKeyVersion(tx, version, newProbe(keys, version));
  });
  let rewrapped = 0;
  for (let some = atOnce; some === atOnce; rewrapped += some)
    some = await db.transaction((tx) => rewrapSome(tx, keys, version));
  await db.delete(keyVersions).where(ne(keyVersions.keyVersion, version));
  return { version, rewrapped };
}

async function rewrapSome(tx: Tx, keys: KeyEncryptionKeys, version: number): Promise<number> {
  const rows = await tx
    .select()
    .from(dataKeys)
    .where(ne(dataKeys.keyVersion, version))
    .orderBy(dataKeys.id)
    .limit(atOnce)
    .for('update');
  const wrapped = rows.map((row) => ({ id: row.id, wrapped: rewrap(keys, row, version) }));
  await tx.execute(sql`
    update ${dataKeys} set wrapped = rewrapped.wrapped, key_version = ${version}
    from jsonb_to_recordset(${JSON.stringify(wrapped)}::jsonb) as rewrapped (id uuid, wrapped text)
    where ${dataKeys}.id = rewrapped.id`);
  return rows.length;
}
