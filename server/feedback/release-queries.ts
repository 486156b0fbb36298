import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { feedback } from '#drizzle/schema/feedback';
import { feedbackWaitsDays, leastTogether } from '#shared/feedback';
import { keyAt } from '#shared/periods';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * Shows what has waited long enough: eight or more together, or whatever is left of a quarter a week after its end. The day goes with it.
 * Safe on several servers at once.
 */
export async function releaseFeedback(db: Db, now: Date): Promise<void> {
  const settled = keyAt('quarter', dayOf(daysBefore(now, feedbackWaitsDays)));
  const eraseOn = dayOf(daysBefore(now, -retentionDays.feedback));
  await db.execute(sql`
    with due as (
      select id, quarter, count(*) over (partition by helpline_id) as together
      from feedback where due_on <= ${dayOf(now)} and safety is null
    )
    update feedback set due_on = null, erase_on = ${eraseOn},
      batch = coalesce((select max(other.batch) from feedback other where other.helpline_id = feedback.helpline_id), 0) + 1
    from due where feedback.id = due.id and feedback.due_on is not null
      and (due.together >= ${leastTogether} or due.quarter < ${settled})`);
}

/** Deletes feedback a year after it was shown, with its key; what may be about somebody's safety not before it was seen to. */
export async function eraseOldFeedback(tx: Tx, now: Date) {
  const gone = await tx
    .delete(feedback)
    .where(and(lte(feedback.eraseOn, dayOf(now)), or(isNull(feedback.safety), eq(feedback.safety, 'closed'))))
    .returning({ id: feedback.id, helplineId: feedback.helplineId });
  await destroyKeysOf(tx, 'feedback', gone);
  return gone;
}
