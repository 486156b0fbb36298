import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { places, shifts } from '#drizzle/schema/shifts';
import type { Tx } from '../platform/database/db.ts';
import { noteLostPlaces } from './lost-place-queries.ts';

/** Takes a person off every shift that is not over. Returns the ids of those shifts. */
export async function emptyPlacesOf(tx: Tx, personId: string, now: Date): Promise<string[]> {
  const ahead = tx.select({ id: shifts.id }).from(shifts).where(gt(shifts.endsAt, now));
  const theirs = and(eq(places.personId, personId), inArray(places.shiftId, ahead));
  await noteLostPlaces(tx, theirs, now);
  const emptied = await tx.delete(places).where(theirs).returning({ id: places.shiftId });
  return emptied.map(({ id }) => id);
}

/** Puts the next manager on call in their place. Returns the ids of the shifts that are not over. */
export async function endOnCallOf(tx: Tx, personId: string, now: Date): Promise<string[]> {
  const others = sql`case when ${shifts.managerId} = ${personId}::uuid then ${shifts.nextManagerId} else ${shifts.managerId} end`;
  const changed = await tx
    .update(shifts)
    .set({ managerId: others, nextManagerId: null })
    .where(
      and(or(eq(shifts.managerId, personId), eq(shifts.nextManagerId, personId)), gt(shifts.endsAt, now)),
    )
    .returning({ id: shifts.id });
  return changed.map(({ id }) => id);
}
