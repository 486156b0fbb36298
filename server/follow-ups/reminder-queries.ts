import { and, eq, isNull, sql } from 'drizzle-orm';
import { followUps } from '#drizzle/schema/follow-ups';
import { shifts } from '#drizzle/schema/shifts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';

const hoursBefore = 2;

/** The first shift after the follow-up was raised, if it begins within two hours or has begun. */
const shiftThatComes = (now: Date) => sql<string | null>`(
  select s.id from ${shifts} s
  where s.helpline_id = ${followUps.helplineId} and s.state = 'planned' and s.starts_at > ${followUps.raisedAt}
    and s.starts_at <= ${now.toISOString()}::timestamptz + make_interval(hours => ${hoursBefore})
  order by s.starts_at limit 1)`;

const isDue = (now: Date) =>
  and(
    // As a literal, which the partial index is found by.
    sql`${followUps.source} = 'call'`,
    isNull(followUps.doneAt),
    isNull(followUps.remindedAt),
    sql`${shiftThatComes(now)} is not null`,
  );

export const helplinesWithCallsToLookAt = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, followUps, isDue(now));

/** Claims the due follow-ups, each only once; `next` is the id of that shift. */
export async function takeCallsToLookAt(tx: Tx, helplineId: string, now: Date) {
  return tx
    .update(followUps)
    .set({ remindedAt: now })
    .where(and(eq(followUps.helplineId, helplineId), isDue(now)))
    .returning({ id: followUps.id, forId: followUps.forId, next: shiftThatComes(now) });
}
