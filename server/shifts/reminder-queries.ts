import { and, eq, gt, gte, inArray, lte, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { places, shifts } from '#drizzle/schema/shifts';
import { personalUpdates } from '#drizzle/schema/updates';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';

/** A reminder that no server sent for so many days is about a shift that is over. */
const oldestDays = 2;

const isDue = (now: Date) =>
  and(lte(shifts.remindAt, now), gte(shifts.remindAt, daysBefore(now, oldestDays)), gt(shifts.startsAt, now));

/** Helplines with a shift whose next reminder is due, by an index. */
export const helplinesWithReminderDue = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, shifts, isDue(now));

export type ShiftToRemindOf = { id: string; startsAt: Date; remindAt: Date; timeZone: string };

/** The shifts of a helpline whose next reminder is due. The change holds the helpline's lock, so no other server reads them too. */
export async function shiftsToRemindOf(tx: Tx, helplineId: string, now: Date): Promise<ShiftToRemindOf[]> {
  const { id, startsAt, remindAt } = shifts;
  const rows = await tx
    .select({ id, startsAt, remindAt, timeZone: helplines.timeZone })
    .from(shifts)
    .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
    .where(and(eq(shifts.helplineId, helplineId), isDue(now)))
    .orderBy(startsAt);
  return rows.map((row) => ({ ...row, remindAt: row.remindAt! }));
}

/** The next time of each of these shifts; null where nothing more is to be told. */
export async function setNextReminders(tx: Tx, next: { id: string; remindAt: Date | null }[]): Promise<void> {
  const times = JSON.stringify(Object.fromEntries(next.map(({ id, remindAt }) => [id, remindAt])));
  await tx
    .update(shifts)
    .set({ remindAt: sql`(${times}::text::jsonb ->> ${shifts.id}::text)::timestamptz` })
    .where(
      inArray(
        shifts.id,
        next.map(({ id }) => id),
      ),
    );
}

export type KnownPlace = { shiftId: string; personId: string; knownSince: Date };

/** Who has a place in these shifts, and when they were last told something about it: that they were put on it, or a later change. */
export async function knownPlacesIn(tx: Tx, shiftIds: string[]): Promise<KnownPlace[]> {
  const rows = await tx
    .select({
      shiftId: places.shiftId,
      personId: places.personId,
      placedAt: places.placedAt,
      toldAt: personalUpdates.at,
    })
    .from(places)
    .leftJoin(
      personalUpdates,
      and(eq(personalUpdates.shiftId, places.shiftId), eq(personalUpdates.personId, places.personId)),
    )
    .where(inArray(places.shiftId, shiftIds))
    .orderBy(places.place);
  return rows.map(({ placedAt, toldAt, ...place }) => ({
    ...place,
    knownSince: toldAt && toldAt > placedAt ? toldAt : placedAt,
  }));
}
