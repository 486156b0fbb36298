import { sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { emptyRecord, type Call } from '#shared/calls';
import type { Tx } from '../platform/database/db.ts';
import { prepared } from '../platform/database/prepared.ts';
import { toCall } from './queries.ts';

type NewCall = {
  id: string;
  helplineId: string;
  version: number;
  shiftId: string;
  assignedTo: string;
  startedAt: Date;
  receivedAt: Date;
};

const value = (name: string) => sql.placeholder(name);
const lastTime = sql`(select max(coalesce(ended_at, started_at)) from ${calls}
  where assigned_to = ${value('assignedTo')} and shift_id = ${value('shiftId')})`;
const insertBegun = prepared((db) =>
  db
    .insert(calls)
    .values({
      id: value('id'),
      helplineId: value('helplineId'),
      version: value('version'),
      shiftId: value('shiftId'),
      assignedTo: value('assignedTo'),
      takenBy: value('assignedTo'),
      startedAt: sql`greatest(${value('startedAt')}::timestamptz, ${lastTime})`,
      startReceivedAt: value('receivedAt'),
      state: 'active',
      fieldMarks: {},
      ...emptyRecord,
    })
    .returning(),
);

/** Starts a call, no earlier than the start or end of this person's last call in the shift. */
export async function insertCall(tx: Tx, call: NewCall): Promise<Call> {
  const [row] = await insertBegun(tx, { ...call, startedAt: call.startedAt.toISOString() });
  return toCall(tx, row!);
}

/** Inserts a call that has already ended, to be written up. */
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
      takenBy: call.assignedTo,
      state: 'writing-up',
      fieldMarks: {},
      writtenAfterwards: true,
    })
    .returning();
  return toCall(tx, row!);
}
