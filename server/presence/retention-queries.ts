import { and, not, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter } from '#shared/shifts';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import type { Tx } from '../platform/database/db.ts';

/**
 * Deletes presences once their shift accepts no more records. The presence of a person who gave up their place is kept until the
 * conversation is deleted, because it alone gives that person the right to read the conversation.
 */
export async function eraseOldPresences(tx: Tx, now: Date) {
  const hasPlace = sql`exists (select from ${places}
    where ${places.shiftId} = ${presences.shiftId} and ${places.personId} = ${presences.personId})`;
  const hours = sql`greatest(${closesHoursAfter}::int, case when ${hasPlace} then 0 else ${helplines.chatHours} end)`;
  const isOld = sql`exists (select from ${shifts} join ${helplines} on ${helplines.id} = ${shifts.helplineId}
    where ${shifts.id} = ${presences.shiftId}
      and ${shifts.endsAt} <= ${now.toISOString()}::timestamptz - make_interval(hours => ${hours}))`;
  return tx
    .delete(presences)
    .where(and(isOld, not(isPersonHeld(now, presences.personId))))
    .returning({ helplineId: presences.helplineId });
}
