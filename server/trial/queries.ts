import { and, arrayContains, asc, eq, gt, isNull, lt, notExists, sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import type { ShiftTimes } from '#shared/opening-hours';
import type { Db, Tx } from '../platform/database/db.ts';
import { takesPlace } from '../shifts/queries.ts';

/** Supporters who have no place in any shift at that time, by first name. */
export async function supportersFreeAt(
  db: Db | Tx,
  helplineId: string,
  times: ShiftTimes,
): Promise<string[]> {
  const taken = db
    .select({ one: sql`1` })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .where(
      and(
        eq(places.personId, people.id),
        lt(shifts.startsAt, times.endsAt),
        gt(shifts.endsAt, times.startsAt),
      ),
    );
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        eq(people.helplineId, helplineId),
        arrayContains(people.roles, ['supporter']),
        isNull(people.suspendedAt),
        isNull(people.induction),
        notExists(taken),
      ),
    )
    .orderBy(people.firstName);
  return rows.map(({ id }) => id);
}

export async function nextShiftAfter(tx: Tx, helplineId: string, now: Date) {
  const { startsAt, managerId, nextManagerId } = shifts;
  const [row] = await tx
    .select({ startsAt, managerId, nextManagerId })
    .from(shifts)
    .where(and(eq(shifts.helplineId, helplineId), takesPlace, gt(startsAt, now)))
    .orderBy(asc(startsAt))
    .limit(1);
  return row ?? null;
}
