import type { Sql } from 'postgres';
import { openTransactionGuard, type TransactionGuard } from './transaction-guard.ts';

/** What one transaction has: whether its connection has broken, and the statements whose replies nobody has waited for yet. */
export type Own = { guard: TransactionGuard; unanswered: Promise<unknown>[] };
export type Work = (connection: Sql) => Promise<unknown>;
type Prepare = (connection: Sql, own: Own) => Sql;
type Break = (error: Error) => void;

/**
 * Runs transactions on a pool. Unlike the driver's `begin`, BEGIN is sent without waiting for its reply, so that it shares the round trip
 * of the first statement. `work` gets the reserved connection as `prepare` returns it.
 */
export function openBegin(sql: Sql, prepare: Prepare) {
  const underWay = new Map<Break, Promise<unknown>>();
  let ended = false;
  return { begin, breakAll, end };

  /** Rejects with the error of the work, or of the connection if that breaks; the work then never ends. */
  async function begin(work: Work): Promise<unknown> {
    if (ended) throw ofDriver('CONNECTION_ENDED');
    const own: Own = { guard: openTransactionGuard(), unanswered: [] };
    let breakNow: Break = () => {};
    const broken = new Promise<never>((_, reject) => {
      breakNow = (error) => {
        own.guard.breaks();
        reject(error);
      };
    });
    const carriedOut = Promise.race([carryOut(work, own), broken]);
    underWay.set(breakNow, carriedOut);
    return carriedOut.finally(() => underWay.delete(breakNow));
  }

  async function carryOut(work: Work, own: Own): Promise<unknown> {
    const { guard, unanswered } = own;
    const connection = await sql.reserve();
    guard.refuseIfBroken();
    const begun = connection.unsafe('begin').execute();
    // If it fails, so does the first statement after it, or what awaits it below.
    begun.catch(() => {});
    try {
      const result = await guard.during(work(prepare(connection, own)));
      const [{ command }] = await Promise.all([connection.unsafe('commit'), begun, ...unanswered]);
      // PostgreSQL answers a commit with a rollback where the work has caught the error of a failed statement.
      if (command !== 'COMMIT') throw new Error('Rolled back: a statement of this transaction had failed.');
      connection.release();
      return result;
    } catch (error) {
      if (guard.isOfBreak(error)) throw error;
      await connection.unsafe('rollback');
      connection.release();
      throw error;
    }
  }

  /**
   * Rejects every transaction of the pool. The pool calls it when one of its connections has closed: the driver does not report which
   * transaction used that connection, and a statement sent on it later would be lost, or run outside the transaction.
   */
  function breakAll(): void {
    for (const breakNow of underWay.keys()) breakNow(ofDriver('CONNECTION_CLOSED'));
  }

  /** Waits for the transactions under way. None begins any more. */
  async function end(): Promise<void> {
    ended = true;
    await Promise.allSettled(underWay.values());
  }
}

/** A transaction within one: what it wrote is taken back if it throws, and the outer one goes on. Names may repeat: the latest counts. */
export async function withinSavepoint(connection: Sql, work: Work, { unanswered }: Own): Promise<unknown> {
  await connection.unsafe('savepoint inner_work');
  try {
    const result = await work(connection);
    await Promise.all(unanswered.splice(0));
    await connection.unsafe('release savepoint inner_work');
    return result;
  } catch (error) {
    await connection.unsafe('rollback to savepoint inner_work');
    await connection.unsafe('release savepoint inner_work');
    throw error;
  }
}

/** An error with the code that the driver gives. */
const ofDriver = (code: string) => Object.assign(new Error(code), { code });
