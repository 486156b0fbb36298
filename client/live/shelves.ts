import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import { newKey, type Sealed } from './seal.ts';

/** `at` and `left` are all that can be read without the key: since when it is kept, and whether it may have been sent. */
export type Envelope = Sealed & { id: string; at: number; left: boolean };
type Owner = { personId: string; since: string; key: CryptoKey };

export interface Shelves extends DBSchema {
  owner: { key: 'owner'; value: Owner };
  /** Under a number that only rises, which is the order in which commands were given in all tabs together. */
  envelopes: { key: number; value: Envelope; indexes: { id: string } };
}

/** The key to what is kept needs a page that came over TLS or from this computer; a locked-down browser keeps nothing. */
export const browserKeeps = () => typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined;

export function openShelves(onlost: () => void): Promise<IDBPDatabase<Shelves>> {
  return openDB<Shelves>('alongside', 1, {
    upgrade(db) {
      db.createObjectStore('owner');
      db.createObjectStore('envelopes', { autoIncrement: true }).createIndex('id', 'id', { unique: true });
    },
    // A newer page brings new shelves, and must not wait for this one.
    blocking: onlost,
    terminated: onlost,
  });
}

/** One person at a time: whoever is new finds it empty and gets a key of their own. */
export async function moveIn(db: IDBPDatabase<Shelves>, personId: string): Promise<Owner> {
  const fresh: Owner = { personId, since: crypto.randomUUID(), key: await newKey() };
  const tx = db.transaction(['owner', 'envelopes'], 'readwrite');
  const before = await tx.objectStore('owner').get('owner');
  const stays = before?.personId === personId;
  if (!stays) {
    await tx.objectStore('envelopes').clear();
    await tx.objectStore('owner').put(fresh, 'owner');
  }
  await tx.done;
  return stays ? before : fresh;
}

/** Returns the ids of what was first kept before then. */
export async function removeOlderThan(
  store: IDBPObjectStore<Shelves, ('owner' | 'envelopes')[], 'envelopes', 'readwrite'>,
  before: number,
): Promise<string[]> {
  const gone: string[] = [];
  for (let at = await store.openCursor(); at; at = await at.continue()) {
    if (at.value.at >= before) continue;
    gone.push(at.value.id);
    await at.delete();
  }
  return gone;
}

export async function removeEverything(): Promise<void> {
  const db = await openShelves(() => {});
  const tx = db.transaction(['owner', 'envelopes'], 'readwrite');
  await tx.objectStore('envelopes').clear();
  await tx.objectStore('owner').clear();
  await tx.done;
  db.close();
}
