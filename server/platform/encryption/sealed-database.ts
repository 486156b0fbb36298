import { companionOfClient, openDatabase, type Database, type Db, type Tx } from '../database/db.ts';
import { clientOf } from '../database/prepared.ts';
import type { DataKeys } from './data-keys.ts';

/** The database, with the keys to what is sealed in it. */
export const openSealedDatabase = (url: string, dataKeys: DataKeys): Database => openDatabase(url, dataKeys);

/** The keys with which this database was opened; a transaction has those of its database. */
export function dataKeysOf(db: Db | Tx): DataKeys {
  const keys = (clientOf(db) as unknown as { [companionOfClient]?: DataKeys })[companionOfClient];
  if (!keys) throw new Error('This database was opened without its encryption keys.');
  return keys;
}
