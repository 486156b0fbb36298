import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import type { Call } from '#shared/calls';
import type { Tx } from '../platform/database/db.ts';
import { toCalls } from './queries.ts';

/** Gives a reader outside the pair access to these calls: for a debrief assigned to them, a follow-up they took on, or a reason they gave. */
export const openCallsTo = (tx: Tx, helplineId: string, ids: string[], readerId: string, version: number) =>
  setReaders(tx, helplineId, ids, {
    version,
    openTo: sql`array_append(array_remove(${calls.openTo}, ${readerId}::uuid), ${readerId}::uuid)`,
  });

/** Reverses `openCallsTo`. */
export const closeCallsTo = (tx: Tx, helplineId: string, ids: string[], readerId: string, version: number) =>
  setReaders(tx, helplineId, ids, {
    version,
    openTo: sql`array_remove(${calls.openTo}, ${readerId}::uuid)`,
  });

/** Hands the records of these calls on to a shift, or to none. Returns those that changed. */
export const handCallsTo = (
  tx: Tx,
  helplineId: string,
  ids: string[],
  handedTo: string | null,
  version: number,
) =>
  setReaders(
    tx,
    helplineId,
    ids,
    { version, handedTo },
    sql`${calls.handedTo} is distinct from ${handedTo}::uuid`,
  );

type Readers = { version: number } & ({ openTo: SQL } | { handedTo: string | null });

async function setReaders(
  tx: Tx,
  helplineId: string,
  ids: string[],
  change: Readers,
  isOther?: SQL,
): Promise<Call[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(calls)
    .set(change)
    .where(and(inArray(calls.id, ids), eq(calls.helplineId, helplineId), isOther))
    .returning();
  return toCalls(tx, rows);
}
