import type { Box, HowToWrite } from './persistence.ts';
import { encrypt, decrypt } from './crypto.ts';
import {
  answerTo,
  beginOn,
  browserKeeps,
  find,
  findAll,
  moveIn,
  openDatabase,
  removeEverything,
  removeOlderThan,
  type Envelope,
  type Owner,
  type StoreTransaction,
} from './idb.ts';
import { withTimeout } from './with-timeout.ts';

/** How long to wait for IndexedDB. */
const timeoutMs = 5_000;
const day = 24 * 60 * 60 * 1_000;

/**
 * Encrypted storage in this browser, for one person and for a day at most. Operations run in the order they were
 * requested. Once storage fails, every operation resolves to `undefined` and callers continue in memory.
 */
export class EncryptedStore implements Box {
  /** Null after `rest`; the next operation reopens it. */
  #db: IDBDatabase | null;
  #owner: Owner;
  #last: Promise<unknown> = Promise.resolve();
  #lost = false;
  /** Called once, when storage fails; `isAnothers` if it now belongs to another person, or to nobody. */
  onlost: (isAnothers: boolean) => void = () => {};
  #isAnothers = false;

  /** Null if the browser cannot store. Deletes the data of any other person. */
  static async open(personId: string): Promise<EncryptedStore | null> {
    if (!browserKeeps()) return null;
    let lose = () => {};
    const open = async () => {
      const db = await openDatabase(() => lose());
      const box = new EncryptedStore(db, await moveIn(db, personId));
      lose = () => box.#lose();
      return box;
    };
    return withTimeout(timeoutMs, open).catch(() => null);
  }

  /** Deletes everything, and prevents open pages from writing again. */
  static empty(): Promise<void> {
    return asNobody(removeEverything);
  }

  /** For the sign-in page: the person may never sign in again. */
  static removeOlderThanADay(now: number): Promise<void> {
    return asNobody((transaction) => removeOlderThan(transaction, now - day));
  }

  private constructor(db: IDBDatabase, owner: Owner) {
    this.#db = db;
    this.#owner = owner;
  }

  write(id: string, value: unknown, at: number, { may = () => true, left = false }: HowToWrite = {}) {
    // Encrypts at once, so that only the write remains when its turn comes: the page may be unloaded any moment.
    const sealing = encrypt(this.#owner.key, id, value);
    sealing.catch(() => {});
    return this.#inTurn(async () => {
      const sealed = await sealing;
      const transaction = await this.#begin();
      const { place, stored } = await find(transaction, id);
      const isAllowed = may(stored);
      const envelope: Envelope = { id, at: at || Date.now(), left: stored?.left ?? left, ...sealed };
      const putting = isAllowed ? answerTo(transaction.envelopes.put(envelope, place)) : null;
      transaction.commit();
      const written = await putting;
      await transaction.done;
      return written as number | null;
    });
  }

  take(id: string) {
    return this.#inTurn(async () => {
      const transaction = await this.#begin();
      const { place, stored } = await find(transaction, id);
      if (stored && !stored.left) transaction.envelopes.put({ ...stored, left: true }, place);
      await transaction.done;
      return stored ? await decrypt(this.#owner.key, id, stored) : null;
    });
  }

  remove(id: string) {
    return this.#inTurn(async () => {
      const transaction = await this.#begin();
      const { place } = await find(transaction, id);
      if (place !== undefined) transaction.envelopes.delete(place);
      await transaction.done;
    });
  }

  /** Skips entries that cannot be decrypted. */
  all(prefix: string) {
    return this.#inTurn(async () => {
      const transaction = await this.#begin();
      const all = (await findAll(transaction)).filter(([, { id }]) => id.startsWith(prefix));
      await transaction.done;
      const read = all.map(async ([place, envelope]) => {
        const { id, left } = envelope;
        return { id, place, left, value: await decrypt(this.#owner.key, id, envelope).catch(() => null) };
      });
      return (await Promise.all(read)).filter(({ value }) => value !== null);
    });
  }

  /** Returns the ids of deleted entries that were older than a day. */
  removeOlderThanADay(now: number) {
    return this.#inTurn(async () => removeOlderThan(await this.#begin(), now - day));
  }

  /** Resolves once all operations so far are done. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** Closes the connection after the pending operations: one held open in the back/forward cache can block every other page. */
  rest() {
    void this.#last.then(() => this.#close());
  }

  /** Refuses to write once the store belongs to another person. */
  async #begin(): Promise<StoreTransaction> {
    this.#db ??= await openDatabase(() => this.#lose());
    const transaction = beginOn(this.#db);
    const owner = await answerTo(transaction.owner.get('owner') as IDBRequest<Owner | undefined>);
    if (owner?.since === this.#owner.since) return transaction;
    transaction.undo();
    this.#isAnothers = true;
    throw new Error('This belongs to somebody else now.');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
    const done = this.#last.then(async () => {
      if (this.#lost) return undefined;
      try {
        return await withTimeout(timeoutMs, work);
      } catch {
        this.#lose();
        return undefined;
      }
    });
    this.#last = done;
    return done;
  }

  #lose() {
    if (this.#lost) return;
    this.#lost = true;
    this.#close();
    this.onlost(this.#isAnothers);
  }

  #close() {
    this.#db?.close();
    this.#db = null;
  }
}

async function asNobody(work: (transaction: StoreTransaction) => Promise<unknown>): Promise<void> {
  const open = async () => {
    const db = await openDatabase(() => {});
    await work(beginOn(db)).finally(() => db.close());
  };
  if (browserKeeps()) await withTimeout(timeoutMs, open).catch(() => {});
}
