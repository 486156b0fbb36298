import { and, eq, gt, max, sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { swapAsks } from '#drizzle/schema/swaps';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';

/** When each person of the helpline was last asked whether they could come, by id. */
export async function lastAskedAt(tx: Tx, helplineId: string, now: Date): Promise<Map<string, string>> {
  const rows = await tx
    .select({ personId: swapAsks.personId, at: max(swapAsks.askedAt) })
    .from(swapAsks)
    .where(
      and(eq(swapAsks.helplineId, helplineId), gt(swapAsks.askedAt, daysBefore(now, retentionDays.swaps))),
    )
    .groupBy(swapAsks.personId);
  return new Map(rows.map(({ personId, at }) => [personId, at!.toISOString()]));
}

/** Everybody with whom this person has a place in a shift that ended after `since`, or is still to come. */
export async function partnersOf(
  tx: Db | Tx,
  personId: string,
  since: Date,
): Promise<{ id: string; firstName: string }[]> {
  const mine = sql`(select p.shift_id from ${places} p where p.person_id = ${personId}::uuid)`;
  return tx
    .selectDistinct({ id: people.id, firstName: people.firstName })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .innerJoin(people, eq(people.id, places.personId))
    .where(
      and(
        sql`${places.shiftId} in ${mine}`,
        sql`${places.personId} <> ${personId}::uuid`,
        sql`${people.suspendedAt} is null`,
        gt(shifts.endsAt, since),
      ),
    )
    .orderBy(people.firstName);
}
