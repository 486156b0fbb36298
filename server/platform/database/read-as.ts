import type { Db, Tx } from './db.ts';
import { clientOf } from './prepared.ts';

declare const isForOne: unique symbol;
/** A transaction in which `readAs` has named the reader. */
export type ReaderTx = Tx & { readonly [isForOne]: true };

/**
 * Reads for one person: in this transaction the policies of the tables let through only the rows that are theirs, whatever the
 * queries ask for. Work that is not for one person, and commands, read without it.
 */
export function readAs<Result>(
  db: Db,
  personId: string,
  work: (tx: ReaderTx) => Promise<Result>,
): Promise<Result> {
  return db.transaction((tx) => asReader(tx, personId, work));
}

/** The same in a transaction that has begun. Statements sent before this call are not limited by the policies. */
export async function asReader<Result>(
  tx: Tx,
  personId: string,
  work: (tx: ReaderTx) => Promise<Result>,
): Promise<Result> {
  // Sent first and not awaited, so that it shares its round trip with the first query of the work; if it fails, so do they.
  const named = clientOf(tx).unsafe(nameReader, [personId]).execute();
  const [result] = await Promise.all([work(tx as ReaderTx), named]);
  return result;
}

const nameReader = `select set_config('alongside.reader', $1, true)`;
