import { and, eq, gt, inArray, isNotNull, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { swaps } from '#drizzle/schema/swaps';
import { placeNumbers } from '#shared/shifts';
import { gapDays, type GapDays } from '#shared/swaps';
import { instant, type Db, type Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';

const underWay = isNull(swaps.overAt);
const hasPlace = (personId: SQL, shiftId: SQL) => sql`exists (
  select from ${places} p join ${people} w on w.id = p.person_id and w.suspended_at is null
  where p.shift_id = ${shiftId} and p.person_id = ${personId})`;
const isHere = (personId: SQL) => sql`exists (
  select from ${people} w where w.id = ${personId} and w.suspended_at is null and w.roles @> array['supporter'])`;

const isToCome = (shiftId: SQL, now: Date) => sql`exists (
  select from ${shifts} s where s.id = ${shiftId} and s.state = 'planned' and s.starts_at > ${instant(now)})`;

/** Requests that can come to nothing any more: one of the shifts began or was moved, or somebody has lost the place that it is about. */
const isStale = (now: Date) => {
  const [shiftId, taking] = [sql`${swaps}.shift_id`, sql`${swaps}.taking_shift_id`];
  const [asker, taker] = [sql`${swaps}.asked_by`, sql`${swaps}.taken_by`];
  return sql`(
    not ${isToCome(shiftId, now)}
    or not exists (select from ${shifts} s where s.id = ${shiftId} and s.starts_at = ${swaps}.shift_starts_at)
    or ${asker} is null and (select count(*) from ${places} p where p.shift_id = ${shiftId}) >= ${placeNumbers.length}
    or ${asker} is not null and not ${hasPlace(asker, shiftId)}
    or ${taker} is not null and not ${isHere(taker)}
    or ${taking} is not null and not (${hasPlace(taker, taking)} and ${isToCome(taking, now)}))`;
};

/** The ids of requests of the helpline that are under way and can come to nothing any more. */
export async function staleSwaps(tx: Tx, helplineId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: swaps.id })
    .from(swaps)
    .where(and(underWay, eq(swaps.helplineId, helplineId), isStale(now)));
  return rows.map(({ id }) => id);
}

/** The ids of requests of the helpline under way in which one of these shifts could be, or is, given in exchange. */
export async function swapsGiving(tx: Tx, helplineId: string, shiftIds: string[]): Promise<string[]> {
  const couldBe = sql`${swaps.forShiftIds} && ${sql.param(shiftIds)}::uuid[]`;
  const isGiven = or(couldBe, isOneOf(swaps.takingShiftId, shiftIds));
  const rows = await tx
    .select({ id: swaps.id })
    .from(swaps)
    .where(and(underWay, eq(swaps.helplineId, helplineId), isGiven));
  return rows.map(({ id }) => id);
}

const isToAsk = (now: Date) =>
  and(eq(swaps.state, 'open'), isNotNull(swaps.nextAskAt), lte(swaps.nextAskAt, now));

/** The ids of requests of which the next few are to be asked now, since when, and the one person where only one is to be asked. */
export const swapsToAsk = (tx: Tx, helplineId: string, now: Date) =>
  tx
    .select({ id: swaps.id, toId: swaps.toId, dueAt: swaps.nextAskAt })
    .from(swaps)
    .where(and(eq(swaps.helplineId, helplineId), isToAsk(now)));

/** Shifts at whose empty places it is time to look: each once for every mark that the helpline has not switched off. */
const isToLookAt = (now: Date) => {
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
  const reached = gapDays.map((mark, index) => {
    const earlier = gapDays[index - 1];
    const notYet = or(isNull(shifts.gapDays), earlier ? gt(shifts.gapDays, mark) : undefined);
    return and(notYet, lte(shifts.startsAt, days(mark)), sql`${helplines.gapAskDays} >= ${mark}`);
  });
  return and(eq(shifts.state, 'planned'), gt(shifts.startsAt, now), or(...reached));
};

/** What ends a request before one of its shifts begins does so in the command that changes the rota. */
export async function helplinesWithSwapsDue(db: Db, now: Date): Promise<string[]> {
  const takingBegan = and(isNotNull(swaps.takingShiftId), not(isToCome(sql`${swaps}.taking_shift_id`, now)));
  const swapsDue = await db
    .selectDistinct({ helplineId: swaps.helplineId })
    .from(swaps)
    .where(or(and(underWay, or(lte(swaps.shiftStartsAt, now), takingBegan)), isToAsk(now)));
  const gapsDue = await db
    .selectDistinct({ helplineId: shifts.helplineId })
    .from(shifts)
    .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
    .where(isToLookAt(now));
  return [...new Set([...swapsDue, ...gapsDue].map(({ helplineId }) => helplineId))];
}

/** Marks the shifts at which it is time to look, each once, and returns those with an empty place. */
export async function takeGaps(
  tx: Tx,
  helplineId: string,
  now: Date,
): Promise<{ id: string; startsAt: Date; gapDays: GapDays; empty: number }[]> {
  const daysLeft = sql`extract(epoch from ${shifts.startsAt} - ${instant(now)}) / 86400`;
  const mark = sql`case when ${daysLeft} <= 2 then 2 when ${daysLeft} <= 7 then 7 else 14 end`;
  const due = tx
    .select({ id: shifts.id })
    .from(shifts)
    .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
    .where(and(eq(shifts.helplineId, helplineId), isToLookAt(now)));
  const rows = await tx
    .update(shifts)
    .set({ gapDays: mark })
    .where(inArray(shifts.id, due))
    .returning({
      id: shifts.id,
      startsAt: shifts.startsAt,
      gapDays: shifts.gapDays,
      taken: sql<number>`(select count(*)::int from ${places} p where p.shift_id = ${shifts}.id)`,
    });
  return rows
    .map(({ taken, gapDays, ...shift }) => ({
      ...shift,
      gapDays: gapDays!,
      empty: placeNumbers.length - taken,
    }))
    .filter(({ empty }) => empty > 0);
}
