import { companionOfClient, openDatabase, type Database, type Db, type Tx } from '../database/db.ts';
import { clientOf } from '../database/prepared.ts';
import { openDataKeys, type DataKeys } from './data-keys.ts';

/**
 * The database, with the keys to what is sealed in it. Data keys are remembered only while the connections hold: after a
 * failover or a crash, a key that the database has lost must not seal anything more.
 */
export const openSealedDatabase = (url: string, { opening }: DataKeys): Database =>
  openDatabase(url, () => openDataKeys(opening));

/** The keys with which this database was opened; a transaction has those of its database. */
export function dataKeysOf(db: Db | Tx): DataKeys {
  const keys = (clientOf(db) as unknown as { [companionOfClient]?: DataKeys })[companionOfClient];
  if (!keys) throw new Error('This database was opened without its encryption keys.');
  return keys;
}
