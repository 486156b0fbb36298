import { inArray, lte } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import { shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter } from '#shared/shifts';
import type { Db } from '../platform/database/db.ts';

/** Deletes presences once nothing more can be written about their shift. */
export async function eraseOldPresences(db: Db, now: Date): Promise<void> {
  const closed = db
    .select({ id: shifts.id })
    .from(shifts)
    .where(lte(shifts.endsAt, new Date(now.getTime() - closesHoursAfter * 3_600_000)));
  await db.delete(presences).where(inArray(presences.shiftId, closed));
}
