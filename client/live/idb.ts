import { newCryptoKey, type Encrypted } from './crypto.ts';

/** Only `at` (when it was stored) and `left` (whether it may have been sent) are readable without the key. */
export type Envelope = Encrypted & { id: string; at: number; left: boolean };
export type Owner = { personId: string; since: string; key: CryptoKey };
/** One transaction over all object stores. */
export type StoreTransaction = {
  owner: IDBObjectStore;
  envelopes: IDBObjectStore;
  done: Promise<void>;
  /** Commits explicitly, so the transaction completes even if the page is unloaded first. */
  commit: () => void;
  undo: () => void;
};

/** Web Crypto needs a secure context, and some browsers have no IndexedDB: then nothing is stored. */
export const browserKeeps = () => typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined;

export async function openDatabase(onlost: () => void): Promise<IDBDatabase> {
  const asked = indexedDB.open('alongside', 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('owner');
    // The auto-incremented key orders the commands of all tabs.
    const envelopes = asked.result.createObjectStore('envelopes', { autoIncrement: true });
    envelopes.createIndex('id', 'id', { unique: true });
  };
  const db = await answerTo(asked);
  // Closes for a page with a newer schema, which would wait for this one otherwise.
  db.onversionchange = db.onclose = onlost;
  return db;
}

export function beginOn(db: IDBDatabase): StoreTransaction {
  const tx = db.transaction(['owner', 'envelopes'], 'readwrite', { durability: 'relaxed' });
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('It was undone.'));
  });
  done.catch(() => {});
  return {
    owner: tx.objectStore('owner'),
    envelopes: tx.objectStore('envelopes'),
    done,
    commit: () => tx.commit(),
    undo: () => tx.abort(),
  };
}

export const answerTo = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('It failed.'));
  });

/** One person at a time: a different person starts with empty stores and a new key. */
export async function moveIn(db: IDBDatabase, personId: string): Promise<Owner> {
  const fresh: Owner = { personId, since: crypto.randomUUID(), key: await newCryptoKey() };
  const { owner, envelopes, done } = beginOn(db);
  const before = await answerTo(owner.get('owner') as IDBRequest<Owner | undefined>);
  const stays = before?.personId === personId;
  if (!stays) {
    envelopes.clear();
    owner.put(fresh, 'owner');
  }
  await done;
  return stays ? before : fresh;
}

/** The place and value of an entry, if it exists. */
export async function find({ envelopes }: StoreTransaction, id: string) {
  const place = await answerTo(envelopes.index('id').getKey(id) as IDBRequest<number | undefined>);
  if (place === undefined) return { place, stored: undefined };
  return { place, stored: await answerTo(envelopes.get(place) as IDBRequest<Envelope>) };
}

export async function findAll({ envelopes }: StoreTransaction): Promise<[number, Envelope][]> {
  const [places, all] = await Promise.all([
    answerTo(envelopes.getAllKeys() as IDBRequest<number[]>),
    answerTo(envelopes.getAll() as IDBRequest<Envelope[]>),
  ]);
  return all.map((envelope, at) => [places[at]!, envelope]);
}

/** Returns the ids of entries first stored before that time. */
export async function removeOlderThan(transaction: StoreTransaction, before: number): Promise<string[]> {
  const old = (await findAll(transaction)).filter(([, { at }]) => at < before);
  for (const [place] of old) transaction.envelopes.delete(place);
  await transaction.done;
  return old.map(([, { id }]) => id);
}

export async function removeEverything({ owner, envelopes, done }: StoreTransaction): Promise<void> {
  owner.clear();
  envelopes.clear();
  await done;
}
