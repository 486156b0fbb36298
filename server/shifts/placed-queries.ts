import { and, eq, gt, lt } from 'drizzle-orm';
import { places, shifts } from '#drizzle/schema/shifts';
import type { ShiftSpan } from '#shared/rest';
import type { Db, Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';

type PlacedShift = ShiftSpan & { personId: string };

/** The shifts in which these people have a place and that have any time in common with the span, in order of their start. */
export async function placedShiftsOf(
  tx: Db | Tx,
  personIds: string[],
  { from, to }: { from: Date; to?: Date },
): Promise<PlacedShift[]> {
  const rows = await tx
    .select({ personId: places.personId, id: shifts.id, startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .where(
      and(
        isOneOf(places.personId, personIds),
        gt(shifts.endsAt, from),
        to ? lt(shifts.startsAt, to) : undefined,
      ),
    )
    .orderBy(shifts.startsAt);
  return rows.map(({ startsAt, endsAt, ...ids }) => ({
    ...ids,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
