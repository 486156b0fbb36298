import { newCryptoKey, type Encrypted } from './crypto.ts';

/** `at` and `left` are all that can be read without the key: since when it is kept, and whether it may have been sent. */
export type Envelope = Encrypted & { id: string; at: number; left: boolean };
export type Owner = { personId: string; since: string; key: CryptoKey };
/** One transaction over everything there is. */
export type StoreTransaction = {
  owner: IDBObjectStore;
  envelopes: IDBObjectStore;
  done: Promise<void>;
  /** Nothing more is asked: it is finished without this page, which may be left before it is. */
  commit: () => void;
  undo: () => void;
};

/** The key to what is kept needs a page that came over TLS or from this computer; a locked-down browser keeps nothing. */
export const browserKeeps = () => typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined;

export async function openDatabase(onlost: () => void): Promise<IDBDatabase> {
  const asked = indexedDB.open('alongside', 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('owner');
    // Under a number that only rises, which is the order in which commands were given in all tabs together.
    const envelopes = asked.result.createObjectStore('envelopes', { autoIncrement: true });
    envelopes.createIndex('id', 'id', { unique: true });
  };
  const db = await answerTo(asked);
  // A newer page brings new shelves, and must not wait for this one.
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

/** One person at a time: whoever is new finds it empty and gets a key of their own. */
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

/** Where an envelope lies, and what is in it, if it is there. */
export async function find({ envelopes }: StoreTransaction, id: string) {
  const place = await answerTo(envelopes.index('id').getKey(id) as IDBRequest<number | undefined>);
  if (place === undefined) return { place, kept: undefined };
  return { place, kept: await answerTo(envelopes.get(place) as IDBRequest<Envelope>) };
}

export async function findAll({ envelopes }: StoreTransaction): Promise<[number, Envelope][]> {
  const [places, all] = await Promise.all([
    answerTo(envelopes.getAllKeys() as IDBRequest<number[]>),
    answerTo(envelopes.getAll() as IDBRequest<Envelope[]>),
  ]);
  return all.map((envelope, at) => [places[at]!, envelope]);
}

/** Returns the ids of what was first kept before then. */
export async function removeOlderThan(shelves: StoreTransaction, before: number): Promise<string[]> {
  const old = (await findAll(shelves)).filter(([, { at }]) => at < before);
  for (const [place] of old) shelves.envelopes.delete(place);
  await shelves.done;
  return old.map(([, { id }]) => id);
}

export async function removeEverything({ owner, envelopes, done }: StoreTransaction): Promise<void> {
  owner.clear();
  envelopes.clear();
  await done;
}
