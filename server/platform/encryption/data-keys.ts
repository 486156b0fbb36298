import { createHmac, type KeyObject } from 'node:crypto';
import type { Db, Tx } from '../database/db.ts';
import { clientOf } from '../database/prepared.ts';
import type { Logger } from '../logger.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { KeyEncryptionKeys } from './key-encryption-keys.ts';
import { currentKeyVersion, findDataKey, findDataKeys, insertDataKey } from './queries.ts';
import { idOf, newDataKey, unwrap, type DataKey, type KeyScope } from './wrapping.ts';

/** Keys in memory. After ten minutes a key is read again, so that a destroyed one is soon forgotten. */
const most = 10_000;
const heldForMs = 600_000;

/** The keys of one installation, opened at start. */
export type OwnKeys = { digests: KeyObject; cluster: KeyObject };
export type DataKeys = ReturnType<typeof openDataKeys>;

/** The data keys of one database, unwrapped in memory as they are needed. */
export function openDataKeys(keys: KeyEncryptionKeys, own: OwnKeys, log: Logger) {
  const byName = new BoundedCache<DataKey>(most, heldForMs);
  const byScope = new BoundedCache<DataKey>(most, heldForMs);
  /** Keys that a transaction has made. Others may use them only after its commit, when they find them in the table. */
  const made = new WeakMap<object, Map<string, DataKey>>();
  return { keyFor, load, named, digest, keys, cluster: own.cluster, log };

  /** The key for new values, made within this transaction if there is none yet. */
  async function keyFor(tx: Db | Tx, scope: KeyScope): Promise<DataKey> {
    const name = `${scope.purpose} ${scope.subjectId}`;
    const known = byScope.get(name) ?? made.get(clientOf(tx))?.get(name);
    if (known) return known;
    const found = await findDataKey(tx, scope);
    if (!found) return makeKey(tx, name, scope);
    const key = unwrap(keys, found);
    byName.set(key.name, key);
    byScope.set(name, key);
    return key;
  }

  async function makeKey(tx: Db | Tx, name: string, scope: KeyScope): Promise<DataKey> {
    const { row, key } = newDataKey(keys, await currentKeyVersion(tx), scope);
    if (!(await insertDataKey(tx, row))) return keyFor(tx, scope);
    const ofTransaction = made.get(clientOf(tx)) ?? new Map<string, DataKey>();
    made.set(clientOf(tx), ofTransaction.set(name, key));
    byName.set(key.name, key);
    return key;
  }

  /** Reads those of these keys that are not in memory, in one query. Destroyed keys are left out. */
  async function load(tx: Db | Tx, names: Iterable<string>): Promise<ReadonlyMap<string, DataKey>> {
    const found = new Map<string, DataKey>();
    const missing: string[] = [];
    for (const name of names) {
      const known = byName.get(name);
      if (known) found.set(name, known);
      else missing.push(name);
    }
    if (missing.length === 0) return found;
    for (const row of await findDataKeys(tx, missing.map(idOf))) {
      const key = unwrap(keys, row);
      byName.set(key.name, key);
      found.set(key.name, key);
    }
    return found;
  }

  function named(name: string): DataKey | undefined {
    return byName.get(name);
  }

  /** A keyed digest in hex: who has the database alone cannot try out what it was made from. */
  function digest(content: string): string {
    return createHmac('sha256', own.digests).update(content).digest('hex');
  }
}
