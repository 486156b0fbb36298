import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { handovers } from '#drizzle/schema/handovers';
import { helplines } from '#drizzle/schema/helplines';
import { places, shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter, opensMinutesBefore } from '#shared/shifts';
import type { Handover } from '#shared/handovers';
import type { Db, Tx } from '../platform/database/db.ts';
import { toHandover } from './queries.ts';

/** The next shift of a handover as the rota has it now. */
export type NextPair = {
  toShiftId: string | null;
  toStartsAt: Date | null;
  /** Empty once the window of that shift has closed. */
  toIds: string[];
  /** Whether these are the same people as those who hand over. */
  isSamePair: boolean;
  isOpen: boolean;
  isClosed: boolean;
  /** When something of this changes by itself; null for never. */
  lookAgainAt: Date | null;
  /** The scope of the helpline under which this was read. */
  scope: number;
};

const peopleIn = (shift: string) =>
  sql`array(select place.person_id from ${places} place where place.shift_id = ${sql.raw(shift)}.id order by place.person_id)`;

type Found = {
  scope: number;
  own: string[];
  id: string | null;
  starts_at: string | null;
  ends_at: string | null;
  people: string[] | null;
};

/** The first shift after this one that is not over, or in which somebody was. */
export async function nextPairOf(tx: Tx, shiftId: string, now: Date): Promise<NextPair> {
  const [found] = await tx.execute<Found>(sql`
    select helpline.scope::float8 as scope, ${peopleIn('own')} as own, next.*
    from ${shifts} own join ${helplines} helpline on helpline.id = own.helpline_id
    left join lateral (
      select later.id, later.starts_at, later.ends_at, ${peopleIn('later')} as people
      from ${shifts} later
      where later.helpline_id = own.helpline_id and later.starts_at >= own.ends_at and later.state = 'planned'
        and (later.ends_at > ${now.toISOString()}::timestamptz
          or exists (select from ${places} place where place.shift_id = later.id))
      order by later.starts_at, later.second_line limit 1
    ) next on true
    where own.id = ${shiftId}`);
  const { scope, own, id, starts_at, ends_at, people } = found!;
  const nobody = { toShiftId: null, toStartsAt: null, toIds: [], isSamePair: false };
  if (id === null || starts_at === null || ends_at === null)
    return { ...nobody, isOpen: false, isClosed: false, lookAgainAt: null, scope };
  const [startsAt, endsAt, those] = [new Date(starts_at), new Date(ends_at), people ?? []];
  const opensAt = new Date(startsAt.getTime() - opensMinutesBefore * 60_000);
  const closesAt = new Date(endsAt.getTime() + closesHoursAfter * 3_600_000);
  const isClosed = closesAt <= now;
  const upToNow = [opensAt, ...(those.length === 0 ? [endsAt] : []), closesAt];
  return {
    toShiftId: id,
    toStartsAt: startsAt,
    toIds: isClosed ? [] : those,
    isSamePair: those.length > 0 && those.join() === own.join(),
    isOpen: opensAt <= now && !isClosed,
    isClosed,
    lookAgainAt: isClosed ? null : (upToNow.find((time) => time > now) ?? null),
    scope,
  };
}

/** A change of the rota since the last look, or a time that has come. */
const isToFollow = (now: Date) =>
  and(
    isNull(handovers.closedAt),
    or(sql`${handovers.scopeSeen} is distinct from ${helplines.scope}`, lte(handovers.lookAgainAt, now)),
  );

export async function helplinesWithHandoversToFollow(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: handovers.helplineId })
    .from(handovers)
    .innerJoin(helplines, eq(helplines.id, handovers.helplineId))
    .where(isToFollow(now));
  return rows.map(({ helplineId }) => helplineId);
}

export async function handoversToFollow(tx: Tx, helplineId: string, now: Date): Promise<Handover[]> {
  const rows = await tx
    .select({ handover: handovers })
    .from(handovers)
    .innerJoin(helplines, eq(helplines.id, handovers.helplineId))
    .where(and(eq(handovers.helplineId, helplineId), isToFollow(now)));
  return rows.map(({ handover }) => toHandover(handover));
}
