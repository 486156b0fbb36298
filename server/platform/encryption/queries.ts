import { and, desc, eq, sql } from 'drizzle-orm';
import { dataKeys, keyVersions } from '#drizzle/schema/encryption';
import type { Db, Tx } from '../database/db.ts';
import { isOneOf } from '../database/one-of.ts';
import { prepared } from '../database/prepared.ts';
import { KeyProblem } from './key-encryption-keys.ts';
import type { KeyScope, WrappedKey } from './wrapping.ts';

/** An arbitrary number, the same for creating and rotating keys. */
const rotationLock = 4_700_002;

const value = (name: string) => sql.placeholder(name);
const byScope = prepared((db) =>
  db
    .select()
    .from(dataKeys)
    .where(and(eq(dataKeys.purpose, value('purpose')), eq(dataKeys.subjectId, value('subjectId')))),
);

export async function findDataKey(tx: Db | Tx, { purpose, subjectId }: KeyScope): Promise<WrappedKey | null> {
  const [row] = await byScope(tx, { purpose, subjectId });
  return row ?? null;
}

export const findDataKeys = (tx: Db | Tx, ids: string[]): Promise<WrappedKey[]> =>
  tx.select().from(dataKeys).where(isOneOf(dataKeys.id, ids));

export const findDataKeysOf = (tx: Db | Tx, scopes: KeyScope[]): Promise<WrappedKey[]> =>
  tx
    .select()
    .from(dataKeys)
    .where(
      sql`(${dataKeys.purpose}, ${dataKeys.subjectId}) in (select * from unnest(
        ${sql.param(scopes.map(({ purpose }) => purpose))}::text[], ${sql.param(scopes.map(({ subjectId }) => subjectId))}::uuid[]))`,
    );

/** Returns the ids of those inserted: for the others, another transaction has made a key for the same subject meanwhile. */
export async function insertDataKeys(tx: Db | Tx, rows: WrappedKey[]): Promise<ReadonlySet<string>> {
  const made = await tx.insert(dataKeys).values(rows).onConflictDoNothing().returning({ id: dataKeys.id });
  return new Set(made.map(({ id }) => id));
}

/** The version that wraps new keys; locked until this transaction ends. */
export async function currentKeyVersion(tx: Db | Tx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${rotationLock}::bigint)`);
  const [row] = await tx.select().from(keyVersions).orderBy(desc(keyVersions.keyVersion)).limit(1);
  if (!row) throw new KeyProblem('The database has no encryption key yet.');
  return row.keyVersion;
}

/** Waits for transactions that are creating keys; later ones see the versions that this one leaves. */
export async function lockForRotation(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${rotationLock}::bigint)`);
}

export const allKeyVersions = (db: Db | Tx) =>
  db.select().from(keyVersions).orderBy(desc(keyVersions.keyVersion));

export async function insertKeyVersion(tx: Db | Tx, keyVersion: number, probe: string): Promise<void> {
  await tx.insert(keyVersions).values({ keyVersion, probe }).onConflictDoNothing();
}

/** The versions that wrap at least one data key. */
export async function keyVersionsInUse(db: Db | Tx): Promise<number[]> {
  const rows = await db.selectDistinct({ keyVersion: dataKeys.keyVersion }).from(dataKeys);
  return rows.map(({ keyVersion }) => keyVersion);
}
