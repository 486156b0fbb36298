import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { plans } from '#drizzle/schema/plans';
import type { Plan } from '#shared/plans';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { noDraft, toPlans } from './queries.ts';

/** Days before its day on which those who look after a plan are reminded. */
const remindDays = 14;

/** The day that it is in the helpline of a plan. */
const today = (now: Date) =>
  sql`(${now.toISOString()}::timestamptz at time zone (select zoned.time_zone from ${helplines} zoned where zoned.id = ${plans.helplineId}))::date`;
/** Whether a plan in force has its day by then, wherever its helpline is. An index serves this; it knows no helpline's zone. */
const isNear = (now: Date, days: number) =>
  and(
    eq(plans.state, 'agreed'),
    lte(
      plans.reviewBy,
      daysBefore(now, -days - 1)
        .toISOString()
        .slice(0, 10),
    ),
  );

const isOverdue = (now: Date) => and(isNear(now, 0), sql`${plans.reviewBy} < ${today(now)}`);
const isToRemind = (now: Date) =>
  and(
    isNear(now, remindDays),
    isNull(plans.remindedAt),
    sql`${plans.reviewBy} <= ${today(now)} + ${remindDays}::integer`,
  );

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
