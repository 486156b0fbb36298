import { and, eq, gt, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { instant, type Db, type Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { takesPlace } from './queries.ts';

/** The helpline's setting `aloneAfterMinutes`, as an interval. */
const minutesOfHelpline = sql`(
  select make_interval(mins => ${helplines.aloneAfterMinutes}) from ${helplines} where ${helplines.id} = ${shifts.helplineId})`;

/** Whether fewer than two of the people with a place have been there for that long. */
const isShort = (now: SQL) => sql`(
  select count(*) from ${places} p
  join ${people} w on w.id = p.person_id and w.suspended_at is null
  join ${presences} h on h.shift_id = p.shift_id and h.person_id = p.person_id
  where p.shift_id = ${shifts.id}
    and (h.left_at is null or h.left_at > ${now} - ${minutesOfHelpline})
    and (h.connected or h.last_heard_at > ${now} - ${minutesOfHelpline})) < 2`;

/** No shift is longer than a day, so an index on the start finds the current ones. */
const dayBefore = (now: Date) => new Date(now.getTime() - 86_400_000);
const isToBeNotified = (now: Date) =>
  and(
    takesPlace,
    isNull(shifts.aloneNotifiedAt),
    gt(shifts.endsAt, now),
    gt(shifts.startsAt, dayBefore(now)),
    lte(shifts.startsAt, now),
    sql`${shifts.startsAt} + ${minutesOfHelpline} <= ${instant(now)}`,
    isShort(instant(now)),
  );
const isToBeCleared = (now: Date) =>
  and(isNotNull(shifts.aloneNotifiedAt), or(lte(shifts.endsAt, now), sql`not ${isShort(instant(now))}`));

/** Helplines with a shift to notify about, or with a mark to clear. */
export const helplinesWithAloneDue = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, shifts, or(isToBeNotified(now), isToBeCleared(now)));

/** Clears the mark of shifts that are over or have two again. Returns whether there were any, and none is marked any more. */
export async function clearAlone(tx: Tx, helplineId: string, now: Date): Promise<boolean> {
  const ofHelpline = eq(shifts.helplineId, helplineId);
  const { count } = await tx
    .update(shifts)
    .set({ aloneNotifiedAt: null })
    .where(and(ofHelpline, isToBeCleared(now)));
  return count > 0 && (await tx.$count(shifts, and(ofHelpline, isNotNull(shifts.aloneNotifiedAt)))) === 0;
}

/** Marks shifts that have been short for long enough, each once, and returns who is on call for them. */
export async function takeAlone(tx: Tx, helplineId: string, now: Date) {
  return tx
    .update(shifts)
    .set({ aloneNotifiedAt: now })
    .where(and(eq(shifts.helplineId, helplineId), isToBeNotified(now)))
    .returning({ managerId: shifts.managerId, nextManagerId: shifts.nextManagerId });
}
