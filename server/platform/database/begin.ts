import type { Sql } from 'postgres';
import { openTransactionGuard, type TransactionGuard } from './transaction-guard.ts';
import { openUnanswered, type Unanswered } from './unanswered.ts';

/** What belongs to one transaction. */
export type Own = { guard: TransactionGuard; unanswered: Unanswered };
export type Work = (connection: Sql) => Promise<unknown>;
type Prepare = (connection: Sql, own: Own) => Sql;
type Reserved = Awaited<ReturnType<Sql['reserve']>>;

/** The driver's own object of a connection. It calls `onclose` once, when the connection has closed. */
type DriverConnection = { onclose: ((error: Error) => void) | null };

/**
 * Runs transactions on a pool. Unlike the driver's `begin`, BEGIN is sent without waiting for its reply, so that it shares the round trip
 * of the first statement. `work` gets the reserved connection as `prepare` returns it.
 */
export function openBegin(sql: Sql, prepare: Prepare) {
  const underWay = new Set<Promise<unknown>>();
  const waiting = new Set<(error: Error) => void>();
  let ended = false;
  return { begin, end, refuseWaiting };

  /** Rejects with the error of the work, or of the connection if that breaks; the work then never ends. */
  async function begin(work: Work): Promise<unknown> {
    if (ended) throw poolClosed();
    const carriedOut = carryOut(work);
    underWay.add(carriedOut);
    return carriedOut.finally(() => underWay.delete(carriedOut));
  }

  async function carryOut(work: Work): Promise<unknown> {
    const own: Own = { guard: openTransactionGuard(), unanswered: openUnanswered() };
    const connection = await reserve();
    const { begun, broken, release } = sendBegin(connection, own.guard);
    return Promise.race([complete(), broken]);

    async function complete(): Promise<unknown> {
      const { guard, unanswered } = own;
      try {
        const result = await guard.during(work(prepare(connection, own)));
        guard.ends();
        unanswered.refuseIfFailed();
        const [{ command }] = await Promise.all([connection.unsafe('commit'), begun, unanswered.replies()]);
        // PostgreSQL answers a commit with a rollback where the work has caught the error of a failed statement.
        if (command !== 'COMMIT') throw new Error('Rolled back: a statement of this transaction had failed.');
        release();
        return result;
      } catch (error) {
        if (guard.isOfBreak(error)) throw error;
        guard.ends();
        await connection.unsafe('rollback');
        release();
        throw error;
      }
    }
  }

  function reserve(): Promise<Reserved> {
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      sql
        .reserve()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  }

  /** Waits for the transactions under way. None begins any more. */
  async function end(): Promise<void> {
    ended = true;
    await Promise.allSettled(underWay);
  }

  /**
   * Rejects the transactions that still wait for a connection. The driver never answers one that waits while another connection closes
   * (github.com/porsager/postgres/issues/1195).
   */
  function refuseWaiting(): void {
    for (const reject of waiting) reject(poolClosed());
  }
}

const poolClosed = () => Object.assign(new Error('The pool is closed.'), { code: 'CONNECTION_ENDED' });

/**
 * `broken` rejects once this connection has closed, also between two statements, where the driver itself notices nothing: a statement sent
 * afterwards would be lost, or run outside the transaction.
 */
function sendBegin(connection: Reserved, guard: TransactionGuard) {
  let driverConnection: DriverConnection | undefined;
  let breakNow: DriverConnection['onclose'] = null;
  const broken = new Promise<never>((_, reject) => {
    breakNow = (error) => {
      guard.breaks();
      reject(error);
    };
  });
  const onexecute = (found: DriverConnection) => {
    driverConnection = found;
    found.onclose = breakNow;
    return true;
  };
  const begun = connection.unsafe('begin', [], { onexecute } as object).execute();
  // If it fails, so does the first statement after it, or what awaits it at the commit.
  begun.catch(() => {});
  const release = () => {
    if (driverConnection) driverConnection.onclose = null;
    connection.release();
  };
  return { begun, broken, release };
}

/** A transaction within one: what it wrote is taken back if it throws, and the outer one goes on. Names may repeat: the latest counts. */
export async function withinSavepoint(
  connection: Sql,
  work: () => Promise<unknown>,
  unanswered: Unanswered,
): Promise<unknown> {
  await connection.unsafe('savepoint inner_work');
  try {
    const result = await work();
    await unanswered.replies();
    await connection.unsafe('release savepoint inner_work');
    return result;
  } catch (error) {
    await connection.unsafe('rollback to savepoint inner_work');
    await connection.unsafe('release savepoint inner_work');
    throw error;
  }
}
