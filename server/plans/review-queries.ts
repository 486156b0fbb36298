import { and, eq, isNull, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { plans } from '#drizzle/schema/plans';
import type { Plan } from '#shared/plans';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { noDraft, toPlans } from './queries.ts';

/** Days before its day on which those who look after a plan are reminded. */
const remindDays = 14;

/** The day that it is in the helpline of a plan. */
const today = (now: Date) =>
  sql`(${now.toISOString()}::timestamptz at time zone (select zoned.time_zone from ${helplines} zoned where zoned.id = ${plans.helplineId}))::date`;
const isAgreed = eq(plans.state, 'agreed');

const isOverdue = (now: Date) => and(isAgreed, sql`${plans.reviewBy} < ${today(now)}`);
const isToRemind = (now: Date) =>
  and(isAgreed, isNull(plans.remindedAt), sql`${plans.reviewBy} <= ${today(now)} + ${remindDays}::integer`);

export const helplinesWithOverduePlans = (db: Db, now: Date) => helplinesWhere(db, plans, isOverdue(now));
export const helplinesWithPlansToReview = (db: Db, now: Date) => helplinesWhere(db, plans, isToRemind(now));

/** Ends the plans whose day has passed. Returns them. */
export async function endOverduePlans(
  tx: Tx,
  helplineId: string,
  now: Date,
  version: number,
): Promise<Plan[]> {
  const rows = await tx
    .update(plans)
    .set({
      ...{ version, state: 'ended', endedAt: now, ending: 'not-reviewed' },
      ...noDraft,
    })
    .where(and(eq(plans.helplineId, helplineId), isOverdue(now)))
    .returning();
  return toPlans(tx, rows);
}

/** Claims the plans whose day comes, each only once; the people who made each. */
export async function takePlansToReview(tx: Tx, helplineId: string, now: Date) {
  return tx
    .update(plans)
    .set({ remindedAt: now })
    .where(and(eq(plans.helplineId, helplineId), isToRemind(now)))
    .returning({ madeBy: plans.madeBy });
}
