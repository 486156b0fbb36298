import { sql, type SQL } from 'drizzle-orm';
import { dataKeys } from '#drizzle/schema/encryption';
import type { Tx } from '../database/db.ts';

/**
 * Destroys the keys of these subjects, whose rows this transaction deletes: copies of the rows, in a backup or on a
 * disk, cannot be opened any more without a copy of the key. `subjects` selects their ids.
 */
export async function destroyKeys(tx: Tx, purpose: string, subjects: SQL): Promise<void> {
  await tx.execute(sql`delete from ${dataKeys} where purpose = ${purpose} and subject_id in (${subjects})`);
}

/** The same for rows that each had their own key. */
export async function destroyKeysOf(tx: Tx, purpose: string, gone: { id: string }[]): Promise<void> {
  if (gone.length === 0) return;
  await destroyKeys(tx, purpose, sql`select unnest(${sql.param(gone.map(({ id }) => id))}::uuid[])`);
}
