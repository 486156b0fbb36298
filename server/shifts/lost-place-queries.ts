import { eq, lt, sql, type SQL } from 'drizzle-orm';
import { lostPlaces } from '#drizzle/schema/feeds';
import { helplines } from '#drizzle/schema/helplines';
import { places, shifts } from '#drizzle/schema/shifts';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';

/**
 * Notes the places that are about to be lost, with the times of their shifts and the version of the change under way, so that calendars learn of it. Call
 * it before they are deleted or given to somebody else.
 */
export async function noteLostPlaces(tx: Tx, lost: SQL | undefined, now: Date): Promise<void> {
  const going = tx
    .select({
      shiftId: places.shiftId,
      personId: places.personId,
      helplineId: places.helplineId,
      version: helplines.change,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      lostAt: sql<Date>`${now.toISOString()}::timestamptz`.as('lost_at'),
    })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .innerJoin(helplines, eq(helplines.id, places.helplineId))
    .where(lost);
  await tx
    .insert(lostPlaces)
    .select(going)
    .onConflictDoUpdate({
      target: [lostPlaces.personId, lostPlaces.shiftId],
      set: {
        version: sql`excluded.version`,
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        lostAt: sql`excluded.lost_at`,
      },
    });
}

export async function eraseOldLostPlaces(db: Db, now: Date): Promise<number> {
  const before = daysBefore(now, retentionDays.lostPlaces);
  const { count } = await db.delete(lostPlaces).where(lt(lostPlaces.lostAt, before));
  return count;
}
