import { and, eq, lte, or } from 'drizzle-orm';
import { plans } from '#drizzle/schema/plans';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Erases plans so many days after their end, and drafts to which nobody ever agreed, with their keys. The marks in records go with them. */
export async function eraseOldPlans(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.plans);
  const gone = await tx
    .delete(plans)
    .where(or(lte(plans.endedAt, before), and(eq(plans.state, 'draft'), lte(plans.draftAt, before))))
    .returning({ id: plans.id, helplineId: plans.helplineId });
  await destroyKeysOf(tx, 'plan', gone);
  return gone;
}
