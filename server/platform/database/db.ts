import { setTimeout as pause } from 'node:timers/promises';
import { sql as statement, type SQLWrapper } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { openBegin, withinSavepoint, type Own, type Work } from './begin.ts';
import { poolSizeOf } from './pool-size.ts';
import { openUnanswered } from './unanswered.ts';

export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** An instant in ISO 8601, for JSON built in PostgreSQL. */
export const isoText = (time: SQLWrapper) =>
  statement`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** An instant as a value of a statement that does not say what it is compared with. */
export const instant = (at: Date) => statement`${at.toISOString()}::timestamptz`;

export type Database = { db: Db; close: () => Promise<void> };

/**
 * Opens the pool. A statement gets 5 s and a transaction may be idle for 10 s, so that nothing stuck holds a helpline's lock.
 * Needs connections that keep their session, because statements are prepared once and reused. What `openCompanion`
 * returns is available in every transaction; it is called again whenever a connection has broken.
 */
export function openDatabase(url: string, openCompanion: OpenCompanion = () => undefined): Database {
  const pools = openPools(url, openCompanion);
  const db = new Proxy({} as Db, {
    get(_target, key) {
      const { db } = pools.current();
      const part = Reflect.get(db, key, db) as unknown;
      return typeof part === 'function' ? (part.bind(db) as unknown) : part;
    },
  });
  return { db, close: () => pools.close() };
}

/** The key under which the driver's connections carry `companion`. */
export const companionOfClient = Symbol('companion');
/** The key under which the connection of a transaction carries the statements whose replies are waited for at its commit. */
export const unansweredOfClient = Symbol('unanswered');

type OpenCompanion = () => object | undefined;
type Pool = { db: Db; end: () => Promise<void> };

/**
 * Once a connection breaks, the driver may still use others that broke with it, and such queries are never answered. So
 * every query after a break goes to a new pool. The transaction on the broken connection is rejected at once; the others of the old pool,
 * and its other queries, fail unless they finish within 2 s.
 */
function openPools(url: string, openCompanion: OpenCompanion) {
  let pool = openPool(url, openCompanion(), replace);
  let closed = false;
  return {
    current: () => pool,
    close() {
      closed = true;
      return pool.end();
    },
  };

  function replace(broken: Pool) {
    if (closed || broken !== pool) return;
    pool = openPool(url, openCompanion(), replace);
    void broken.end();
  }
}

function openPool(url: string, companion: object | undefined, broke: (pool: Pool) => void): Pool {
  const sql = postgres(url, {
    max: poolSizeOf(url)!,
    connect_timeout: 5,
    max_lifetime: null,
    onnotice: () => {},
    onclose: () => broke(pool),
    connection: {
      application_name: 'alongside',
      statement_timeout: 5_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
  const transactions = openBegin(sql, (connection, own) => preparing(connection, { companion, own }));
  const { begin } = transactions;
  const pool: Pool = { db: drizzle(preparing(sql, { companion, begin })), end };
  return pool;

  async function end() {
    await Promise.race([transactions.end(), pause(endsWithinSeconds * 1_000)]);
    transactions.refuseWaiting();
    await sql.end({ timeout: endsWithinSeconds });
  }
}

const endsWithinSeconds = 2;

/** What a connection has that the driver's own has not. The connection of a transaction begins none. */
type Added = { companion: object | undefined; own?: Own; begin?: Begin };
type Begin = ReturnType<typeof openBegin>['begin'];

/**
 * Drizzle hands its statements to the driver as one-off text, and the driver then asks the server for their parameter types
 * each time: two round trips per statement. Prepared by their text, they take one from the second use on.
 */
function preparing<Client extends Sql>(sql: Client, { companion, own, begin }: Added): Client {
  const connection: Client = new Proxy(sql, {
    get(target, key, receiver) {
      if (key === companionOfClient) return companion;
      if (key === 'begin') return begin;
      if (key === 'savepoint') return savepoint;
      if (key === unansweredOfClient) return own?.unanswered;
      if (key === 'unsafe') {
        return (...[text, values, options]: Parameters<Sql['unsafe']>) => {
          own?.guard.refuseIfOver();
          refuseUnlessSendable(values);
          return target.unsafe(text, values, { ...options, prepare: true });
        };
      }
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  return connection;

  function savepoint(work: Work) {
    const inner: Own = { ...own!, unanswered: openUnanswered() };
    const within = preparing<Sql>(sql, { companion, own: inner });
    return withinSavepoint(connection, () => work(within), inner.unanswered);
  }
}

/** The driver fails on these while it writes to the connection, and then some statement before them is never answered. */
function refuseUnlessSendable(values: unknown[] = []): void {
  if (values.some((value) => value === undefined || value instanceof Date))
    throw new TypeError('A value of a statement is undefined, or an instant that is not encoded.');
}
