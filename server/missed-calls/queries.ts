import { and, eq, gt, sql } from 'drizzle-orm';
import { missedCalls } from '#drizzle/schema/missed-calls';
import type { MissedCall } from '#shared/missed-calls';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { prepared } from '../platform/database/prepared.ts';
import { isoTime } from '../platform/database/times.ts';

type MissedCallRow = typeof missedCalls.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toMissedCall = ({ id, version, shiftId, rangAt, undoneAt }: MissedCallRow): MissedCall => ({
  id,
  version,
  shiftId,
  rangAt: rangAt.toISOString(),
  undoneAt: isoTime(undoneAt),
});

export async function insertMissedCall(
  tx: Tx,
  missedCall: typeof missedCalls.$inferInsert,
): Promise<MissedCall> {
  const [row] = await tx.insert(missedCalls).values(missedCall).returning();
  return toMissedCall(row!);
}

/** `receivedAt` is when it was noted here. */
export async function missedCallById(
  tx: Tx,
  helplineId: string,
  id: string,
): Promise<(MissedCall & { receivedAt: Date }) | null> {
  const [row] = await tx
    .select()
    .from(missedCalls)
    .where(and(eq(missedCalls.id, id), eq(missedCalls.helplineId, helplineId)));
  return row ? { ...toMissedCall(row), receivedAt: row.receivedAt } : null;
}

export async function setMissedCallUndone(
  tx: Tx,
  id: string,
  version: number,
  undoneAt: Date,
): Promise<MissedCall> {
  const [row] = await tx
    .update(missedCalls)
    .set({ version, undoneAt })
    .where(eq(missedCalls.id, id))
    .returning();
  return toMissedCall(row!);
}

export async function missedCallsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<MissedCall[]> {
  if (viewer.shiftIds.length === 0) return [];
  return (await findChanged(tx, { shiftIds: viewer.shiftIds, since })).map(toMissedCall);
}

const findChanged = prepared((db) =>
  db
    .select()
    .from(missedCalls)
    .where(
      and(
        isOneOf(missedCalls.shiftId, sql.placeholder('shiftIds')),
        gt(missedCalls.version, sql.placeholder('since')),
      ),
    ),
);
