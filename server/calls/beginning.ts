import { sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { emptyRecord, type Call } from '#shared/calls';
import type { Tx } from '../db.ts';
import { toCall } from './queries.ts';

type NewCall = {
  id: string;
  helplineId: string;
  version: number;
  shiftId: string;
  heldBy: string;
  startedAt: Date;
  receivedAt: Date;
};

/** It begins no earlier than the last call that this person has in the shift began or ended. */
export async function insertCall(tx: Tx, call: NewCall): Promise<Call> {
  const { receivedAt, ...asked } = call;
  const lastTime = sql`(select max(coalesce(ended_at, started_at)) from ${calls}
    where held_by = ${call.heldBy} and shift_id = ${call.shiftId})`;
  const startedAt = sql`greatest(${call.startedAt.toISOString()}::timestamptz, ${lastTime})`;
  const [row] = await tx
    .insert(calls)
    .values({
      ...asked,
      ...emptyRecord,
      startedAt,
      startReceivedAt: receivedAt,
      takenBy: call.heldBy,
      state: 'active',
      fieldMarks: {},
    })
    .returning();
  return toCall(row!);
}

/** A call that is over, to be written up. */
export async function insertCallAfterwards(
  tx: Tx,
  { receivedAt, ...call }: NewCall & { endedAt: Date },
): Promise<Call> {
  const received = { startReceivedAt: receivedAt, endReceivedAt: receivedAt };
  const [row] = await tx
    .insert(calls)
    .values({
      ...call,
      ...received,
      ...emptyRecord,
      takenBy: call.heldBy,
      state: 'wrapUp',
      fieldMarks: {},
      writtenAfterwards: true,
    })
    .returning();
  return toCall(row!);
}
