import { and, not, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter } from '#shared/shifts';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import type { Tx } from '../platform/database/db.ts';

/**
 * Deletes presences once nothing more can be written about their shift; that of somebody who gave up their place, once the conversation
 * is deleted too: nothing else says that it is theirs to read.
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
