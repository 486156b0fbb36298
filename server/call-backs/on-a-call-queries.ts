import { and, eq } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import type { Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';

/** Who is on a call in one of these shifts. */
export async function callersOf(tx: Tx, shiftIds: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: calls.assignedTo })
    .from(calls)
    .where(and(isOneOf(calls.shiftId, shiftIds), eq(calls.state, 'active')));
  return new Set(rows.map(({ id }) => id));
}
