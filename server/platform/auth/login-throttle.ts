import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import { dataKeysOf } from '../encryption/sealed-database.ts';
import { countOneTry, countTry, deleteTries, rememberPlace, takeBackTry } from './guess-queries.ts';
import { networkOf } from './network-of.ts';
import { openConcurrencyLimit } from './concurrency-limit.ts';

/** `wait` is in seconds, 0 for none, at most 60. `isKnown`: this person has signed in from this network before. */
export type Tried = { wait: number; isKnown: boolean };
export type LoginThrottle = ReturnType<typeof openLoginThrottle>;

/** Tries that cause no wait, within an hour of one another. */
const free = { own: 5, anywhere: 20 };
/** A count occupies a database connection, so two run at a time and leave the rest to people at work. */
const counting = { atOnce: 2, waiting: 200 };

/**
 * Slows down password guessing, across all servers of a database. Tries are counted per e-mail address and network, so that guesses made
 * elsewhere do not delay the owner; and per network, except for people who have signed in from it before.
 */
export function openLoginThrottle(db: Db, clock: Clock) {
  const { digest } = dataKeysOf(db);
  const inTurn = openConcurrencyLimit(counting);

  return {
    /** Counts a try before it is judged, so that parallel tries do not bypass the limit. Throws `TooManyWaiting`. */
    async count(email: string, address: string | undefined): Promise<Tried> {
      const { isKnown, waitMs } = await inTurn(() => countTry(db, keysOf(email, address), clock()));
      return { wait: Math.ceil(waitMs / 1_000), isKnown };
    },
    /** The password was right, and a second step is still to come. */
    async noteRight(email: string, address: string | undefined): Promise<void> {
      await takeBackTry(db, keysOf(email, address).network);
    },
    /** The person has signed in: deletes their count and remembers the network as known. */
    async noteIn(email: string, address: string | undefined): Promise<void> {
      const { pair, network, place } = keysOf(email, address);
      await Promise.all([takeBackTry(db, network), deleteTries(db, pair), rememberPlace(db, place, clock())]);
    },
    /**
     * Counts a try of somebody who is signed in or about to be, at this network. What others there try is not counted with it, so that
     * nobody who shares the network delays them. Returns the wait.
     */
    async countOwn(what: string, address: string | undefined): Promise<number> {
      return countOne(keysOf(what, address).pair, free.own);
    },
    /** It was right: deletes their count. */
    async noteOwn(what: string, address: string | undefined): Promise<void> {
      await deleteTries(db, keysOf(what, address).pair);
    },
    /** Counts a try over all networks together. Returns the wait. */
    async countAnywhere(what: string): Promise<number> {
      return countOne(keyOf('anywhere', what), free.anywhere);
    },
    /** It was right: uncounts this one, and no other. */
    async noteAnywhere(what: string): Promise<void> {
      await takeBackTry(db, keyOf('anywhere', what));
    },
  };

  async function countOne(key: string, most: number): Promise<number> {
    return Math.ceil((await inTurn(() => countOneTry(db, key, most, clock()))) / 1_000);
  }

  function keysOf(email: string, address: string | undefined) {
    const network = networkOf(address);
    return {
      pair: keyOf('tries', network, email),
      network: keyOf('tries', network),
      place: keyOf('place', network, email),
    };
  }

  /** Truncated to 128 bits, which are enough and keep the tables small. */
  function keyOf(...parts: string[]) {
    return digest(JSON.stringify(parts)).slice(0, 32);
  }
}
