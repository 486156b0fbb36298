import type { IDBPDatabase } from 'idb';
import type { Box, MayWrite } from './keeping.ts';
import { seal, unseal } from './seal.ts';
import {
  browserKeeps,
  moveIn,
  openShelves,
  removeEverything,
  removeOlderThan,
  type Shelves,
} from './shelves.ts';

/** A disk that takes longer than this is not waited for. */
const patience = 3_000;
const stoodStill = 1_000;
const day = 24 * 60 * 60 * 1_000;

/**
 * What this browser keeps from one page to the next, for one person and one day at most. Everything is done in the order it was
 * asked for. Where the browser stops keeping, everything answers `undefined`, and whoever uses it goes on from memory.
 */
export class Strongbox implements Box {
  #db: IDBPDatabase<Shelves>;
  #owner: { since: string; key: CryptoKey };
  #last: Promise<unknown> = Promise.resolve();
  #lost = false;
  /** Called once, when this browser keeps nothing any more. */
  onlost = () => {};

  /** Null where the browser keeps nothing. What somebody else left here is gone afterwards. */
  static async open(personId: string): Promise<Strongbox | null> {
    if (!browserKeeps()) return null;
    let lose = () => {};
    try {
      return await within(patience, async () => {
        const db = await openShelves(() => lose());
        const box = new Strongbox(db, await moveIn(db, personId));
        lose = () => box.#lose();
        return box;
      });
    } catch {
      return null;
    }
  }

  /** Leaves nothing of anybody in this browser, and no page that is still open can write again. */
  static async empty(): Promise<void> {
    if (browserKeeps()) await within(patience, removeEverything).catch(() => {});
  }

  /** For whoever stands outside and may never come in again. */
  static async removeOlderThanADay(now: number): Promise<void> {
    const remove = async () => {
      const db = await openShelves(() => {});
      const tx = db.transaction(['owner', 'envelopes'], 'readwrite');
      await removeOlderThan(tx.objectStore('envelopes'), now - day);
      await tx.done;
      db.close();
    };
    if (browserKeeps()) await within(patience, remove).catch(() => {});
  }

  private constructor(db: IDBPDatabase<Shelves>, owner: { since: string; key: CryptoKey }) {
    this.#db = db;
    this.#owner = owner;
  }

  write(id: string, value: unknown, at: number, may: MayWrite = () => true) {
    return this.#inTurn(async () => {
      const sealed = await seal(this.#owner.key, id, value);
      const tx = await this.#begin();
      const place = await tx.objectStore('envelopes').index('id').getKey(id);
      const kept = place === undefined ? undefined : await tx.objectStore('envelopes').get(place);
      const isAllowed = may(kept);
      const envelope = { id, at: at || Date.now(), left: kept?.left ?? false, ...sealed };
      const written = isAllowed ? await tx.objectStore('envelopes').put(envelope, place) : null;
      await tx.done;
      return written;
    });
  }

  take(id: string) {
    return this.#inTurn(async () => {
      const tx = await this.#begin();
      const place = await tx.objectStore('envelopes').index('id').getKey(id);
      const kept = place === undefined ? undefined : await tx.objectStore('envelopes').get(place);
      if (kept && !kept.left) await tx.objectStore('envelopes').put({ ...kept, left: true }, place);
      await tx.done;
      return kept ? await unseal(this.#owner.key, id, kept) : null;
    });
  }

  remove(id: string) {
    return this.#inTurn(async () => {
      const tx = await this.#begin();
      const place = await tx.objectStore('envelopes').index('id').getKey(id);
      if (place !== undefined) await tx.objectStore('envelopes').delete(place);
      await tx.done;
    });
  }

  /** What cannot be read is passed over. */
  all(prefix: string) {
    return this.#inTurn(async () => {
      const tx = await this.#begin();
      const [places, envelopes] = await Promise.all([
        tx.objectStore('envelopes').getAllKeys(),
        tx.objectStore('envelopes').getAll(),
      ]);
      await tx.done;
      const found = envelopes.map(async (envelope, at) => {
        const value = await unseal(this.#owner.key, envelope.id, envelope).catch(() => null);
        return { id: envelope.id, place: places[at]!, left: envelope.left, value };
      });
      return (await Promise.all(found)).filter(({ id, value }) => value !== null && id.startsWith(prefix));
    });
  }

  /** Returns the ids of what was kept for a day and is now gone. */
  removeOlderThanADay(now: number) {
    return this.#inTurn(async () => {
      const tx = await this.#begin();
      const gone = await removeOlderThan(tx.objectStore('envelopes'), now - day);
      await tx.done;
      return gone;
    });
  }

  /** Nothing may be written beside what belongs to somebody who came after. */
  async #begin() {
    const tx = this.#db.transaction(['owner', 'envelopes'], 'readwrite');
    const owner = await tx.objectStore('owner').get('owner');
    if (owner?.since === this.#owner.since) return tx;
    tx.done.catch(() => {});
    tx.abort();
    throw new Error('This belongs to somebody else now.');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
    const done = this.#last.then(async () => {
      if (this.#lost) return undefined;
      try {
        return await within(patience, work);
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
    this.#db.close();
    this.onlost();
  }
}

/** Time in which the page itself stood still does not count. */
async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, fail) => {
    const wait = () => {
      const due = performance.now() + milliseconds;
      timer = setTimeout(() => {
        if (performance.now() > due + stoodStill) wait();
        else fail(new Error('The disk did not answer.'));
      }, milliseconds);
    };
    wait();
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
