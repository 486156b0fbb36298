import { createHmac, type KeyObject } from 'node:crypto';
import type { Db, Tx } from '../database/db.ts';
import { clientOf } from '../database/prepared.ts';
import { errorFields, type Logger } from '../logger.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { KeyEncryptionKeys } from './key-encryption-keys.ts';
import { currentKeyVersion, findDataKey, findDataKeys, findDataKeysOf, insertDataKeys } from './queries.ts';
import { idOf, newDataKey, unwrap, type DataKey, type KeyScope, type WrappedKey } from './wrapping.ts';

/** Keys held in memory, at most. After ten minutes a key is read again, so that a destroyed one is dropped soon. */
const most = 10_000;
const heldForMs = 600_000;

/** The keys of one installation, opened at start. */
export type OwnKeys = { digests: KeyObject; cluster: KeyObject; handles: KeyObject };
export type DataKeys = ReturnType<typeof openDataKeys>;

type Opening = { keys: KeyEncryptionKeys; own: OwnKeys; log: Logger };

/** The data keys of one database, unwrapped in memory as they are needed. */
export function openDataKeys(opening: Opening) {
  const { keys, own, log } = opening;
  const byName = new BoundedCache<DataKey>(most, heldForMs);
  const byScope = new BoundedCache<DataKey>(most, heldForMs);
  /** Keys that a transaction has made. Others may use them only after its commit, when they find them in the table. */
  const made = new WeakMap<object, Map<string, DataKey>>();
  const turns = new WeakMap<object, Promise<unknown>>();
  const reported = new BoundedCache<true>(1_000, 3_600_000);
  const { cluster, handles } = own;
  return { keyFor, prepareKeys, load, digest, report, keys, cluster, handles, opening };

  /** The key for new values, made within this transaction if there is none yet. */
  async function keyFor(tx: Db | Tx, scope: KeyScope): Promise<DataKey> {
    return inMemory(tx, scope) ?? inTurn(tx, () => findOrMake(tx, scope));
  }

  async function findOrMake(tx: Db | Tx, scope: KeyScope): Promise<DataKey> {
    const known = inMemory(tx, scope);
    if (known) return known;
    const found = await findDataKey(tx, scope);
    if (found) return remember(found);
    await makeKeys(tx, [scope]);
    return findOrMake(tx, scope);
  }

  /** Loads the keys for many new values into memory: one query reads the existing ones, another creates the rest. */
  function prepareKeys(tx: Db | Tx, scopes: KeyScope[]): Promise<void> {
    return inTurn(tx, () => findOrMakeAll(tx, scopes));
  }

  async function findOrMakeAll(tx: Db | Tx, scopes: KeyScope[]): Promise<void> {
    const unknown = new Map(
      scopes.filter((scope) => !inMemory(tx, scope)).map((scope) => [nameOf(scope), scope]),
    );
    if (unknown.size === 0) return;
    for (const row of await findDataKeysOf(tx, [...unknown.values()])) {
      remember(row);
      unknown.delete(nameOf(row));
    }
    if (unknown.size > 0) await makeKeys(tx, [...unknown.values()]);
  }

  /** Serialises within a transaction: a key that it has just inserted must not be read and taken for a committed one. */
  function inTurn<Result>(tx: Db | Tx, work: () => Promise<Result>): Promise<Result> {
    const client = clientOf(tx);
    const turn = (turns.get(client) ?? Promise.resolve()).then(work);
    turns.set(
      client,
      turn.catch(() => {}),
    );
    return turn;
  }

  function inMemory(tx: Db | Tx, scope: KeyScope): DataKey | undefined {
    const held = scope.remade ? undefined : byScope.get(nameOf(scope));
    return held ?? made.get(clientOf(tx))?.get(nameOf(scope));
  }

  function remember(row: WrappedKey): DataKey {
    const key = unwrap(keys, row);
    byName.set(key.name, key);
    byScope.set(nameOf(row), key);
    return key;
  }

  /** Skips keys that another transaction has created meanwhile; a later read finds them. */
  async function makeKeys(tx: Db | Tx, scopes: KeyScope[]): Promise<void> {
    const version = await currentKeyVersion(tx);
    const fresh = scopes.map((scope) => newDataKey(keys, version, scope));
    const inserted = await insertDataKeys(
      tx,
      fresh.map(({ row }) => row),
    );
    const ofTransaction = made.get(clientOf(tx)) ?? new Map<string, DataKey>();
    made.set(clientOf(tx), ofTransaction);
    for (const { row, key } of fresh.filter(({ row }) => inserted.has(row.id))) {
      ofTransaction.set(nameOf(row), key);
      byName.set(key.name, key);
    }
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

  /** Logs a row that could not be opened, once an hour: it is read again with every welcome. */
  function report(table: string, id: string, error: unknown): void {
    const name = `${table} ${id}`;
    if (reported.get(name)) return;
    reported.set(name, true);
    log('error', 'a sealed row could not be decrypted', { table, id, ...errorFields(error) });
  }

  /** A keyed digest in hex, so that its content cannot be guessed from the database alone. */
  function digest(content: string): string {
    return createHmac('sha256', own.digests).update(content).digest('hex');
  }
}

const nameOf = ({ purpose, subjectId }: KeyScope) => `${purpose} ${subjectId}`;
