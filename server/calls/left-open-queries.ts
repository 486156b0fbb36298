import { and, eq, lte, sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { shifts } from '#drizzle/schema/shifts';
import type { Call } from '#shared/calls';
import { windsDownMinutesAfter } from '#shared/shifts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { toCalls } from './queries.ts';

const windsDownMs = windsDownMinutesAfter * 60_000;
const isOfShift = eq(shifts.id, calls.shiftId);
/** The state is written out, so that the small index of active calls can be used. */
const isLeftOpen = (now: Date) =>
  and(
    sql`${calls.state} = 'active'`,
    sql`exists (select from ${shifts}
      where ${and(isOfShift, lte(shifts.endsAt, new Date(now.getTime() - windsDownMs)))})`,
  );

export const helplinesWithCallsLeftOpen = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, calls, isLeftOpen(now));

/** Ends them at the latest time at which a call of their shift may end. No time of receipt: nobody said it. */
export async function endCallsLeftOpen(
  tx: Tx,
  helplineId: string,
  version: number,
  now: Date,
): Promise<Call[]> {
  const latest = sql`(select ${shifts.endsAt} + make_interval(mins => ${windsDownMinutesAfter}::int) from ${shifts} where ${isOfShift})`;
  const rows = await tx
    .update(calls)
    .set({
      version,
      state: 'writing-up',
      endedAt: sql`greatest(${latest}, ${calls.startedAt}, ${calls.takenOverAt})`,
    })
    .where(and(eq(calls.helplineId, helplineId), isLeftOpen(now)))
    .returning();
  return toCalls(tx, rows);
}

/** Whether nobody has said yet when this call ended. */
export const wasEndedByTime = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.$count(
    calls,
    and(eq(calls.id, id), sql`${calls.endedAt} is not null and ${calls.endReceivedAt} is null`),
  )) > 0;
