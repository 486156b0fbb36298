import { and, inArray, lte, not } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import { shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter } from '#shared/shifts';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import type { Tx } from '../platform/database/db.ts';

/** Deletes presences once nothing more can be written about their shift. */
export async function eraseOldPresences(tx: Tx, now: Date) {
  const closed = tx
    .select({ id: shifts.id })
    .from(shifts)
    .where(lte(shifts.endsAt, new Date(now.getTime() - closesHoursAfter * 3_600_000)));
  return tx
    .delete(presences)
    .where(and(inArray(presences.shiftId, closed), not(isPersonHeld(now, presences.personId))))
    .returning({ helplineId: presences.helplineId });
}
