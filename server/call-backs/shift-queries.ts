import { and, desc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm';
import { callBacks } from '#drizzle/schema/call-backs';
import { helplines } from '#drizzle/schema/helplines';
import { places, shifts } from '#drizzle/schema/shifts';
import type { CallBack } from '#shared/call-backs';
import { opensMinutesBefore, type Shift } from '#shared/shifts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { selectShifts, takesPlace, toShift } from '../shifts/queries.ts';
import { toCallBacks } from './queries.ts';

/** The shifts in which the whole of this time lies; none where the line is not open for all of it. */
export async function shiftsAround(tx: Tx, helplineId: string, from: Date, until: Date): Promise<Shift[]> {
  const isAround = and(takesPlace, lte(shifts.startsAt, from), gte(shifts.endsAt, until));
  const rows = await selectShifts(tx, and(eq(shifts.helplineId, helplineId), isAround));
  return rows.map(toShift);
}

const isToFollow = (now: Date) =>
  and(
    isNull(callBacks.settledAt),
    or(sql`${callBacks.scopeSeen} is distinct from ${helplines.scope}`, lte(callBacks.lookAgainAt, now)),
  );

export async function helplinesWithCallBacksToFollow(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: callBacks.helplineId })
    .from(callBacks)
    .innerJoin(helplines, eq(helplines.id, callBacks.helplineId))
    .where(isToFollow(now));
  return rows.map(({ helplineId }) => helplineId);
}

/** Those whose shift has to be looked up anew, with the scope under which that is done. */
export async function callBacksToFollow(tx: Tx, helplineId: string, now: Date) {
  const rows = await tx
    .select({ row: callBacks, scope: helplines.scope })
    .from(callBacks)
    .innerJoin(helplines, eq(helplines.id, callBacks.helplineId))
    .where(and(eq(callBacks.helplineId, helplineId), isToFollow(now)));
  return {
    scope: rows[0]?.scope ?? 0,
    found: await toCallBacks(
      tx,
      rows.map(({ row }) => row),
    ),
  };
}

/** The planned shifts that are not over, and the last one before them, in order. */
export async function shiftsAhead(tx: Tx, helplineId: string, now: Date): Promise<Shift[]> {
  const ofHelpline = and(eq(shifts.helplineId, helplineId), takesPlace);
  const [last] = await tx
    .select({ endsAt: shifts.endsAt })
    .from(shifts)
    .where(and(ofHelpline, lte(shifts.endsAt, now)))
    .orderBy(desc(shifts.endsAt))
    .limit(1);
  const rows = await selectShifts(tx, and(ofHelpline, gte(shifts.endsAt, last?.endsAt ?? now)));
  return rows.map(toShift);
}

const opensAt = ({ startsAt }: Shift) => Date.parse(startsAt) - opensMinutesBefore * 60_000;

/**
 * The shift whose two ring, and when that has to be looked up again: the one in which the agreed time begins, or the next after it. Once
 * the time is over, it stays with its two until their shift ends, and then goes to the latest that has opened. `shifts` are in order of
 * their start.
 */
export function shiftThatRings(
  { from, until, toShiftId }: Pick<CallBack, 'from' | 'until' | 'toShiftId'>,
  shifts: Shift[],
  now: number,
): { toShiftId: string | null; lookAgainAt: Date | null } {
  const current = shifts.find(({ id }) => id === toShiftId);
  if (Date.parse(until) > now) {
    const isStillIts = current && current.startsAt <= from && from < current.endsAt;
    const ringing = isStillIts ? current : shifts.find(({ endsAt }) => endsAt > from);
    return { toShiftId: ringing?.id ?? null, lookAgainAt: new Date(until) };
  }
  if (current && Date.parse(current.endsAt) > now)
    return { toShiftId, lookAgainAt: new Date(current.endsAt) };
  const opened = shifts.findLast(
    (shift) => opensAt(shift) <= now && (!current || shift.startsAt > current.startsAt),
  );
  const next = shifts.find((shift) => opensAt(shift) > now);
  const ringing = opened ?? current ?? next;
  return { toShiftId: ringing?.id ?? null, lookAgainAt: next ? new Date(opensAt(next)) : null };
}

/** Marks these as looked up under this scope, each until its time. They go on as they are for every page. */
export async function setLookedUp(
  tx: Tx,
  scopeSeen: number,
  looked: { id: string; lookAgainAt: Date | null }[],
): Promise<void> {
  if (looked.length === 0) return;
  const times = JSON.stringify(Object.fromEntries(looked.map(({ id, lookAgainAt }) => [id, lookAgainAt])));
  const lookAgainAt = sql`(${times}::text::jsonb ->> ${callBacks.id}::text)::timestamptz`;
  await tx
    .update(callBacks)
    .set({ scopeSeen, lookAgainAt })
    .where(
      isOneOf(
        callBacks.id,
        looked.map(({ id }) => id),
      ),
    );
}

/** A call back whose shift has no person in it stays due until somebody is placed there. */
const isToTell = (now: Date) =>
  and(
    ...[isNull(callBacks.settledAt), isNull(callBacks.toldAt), lte(callBacks.from, now)],
    sql`exists (select from ${places} where ${places.shiftId} = ${callBacks.toShiftId})`,
  );

export const helplinesWithCallBacksDue = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, callBacks, isToTell(now));

/** Claims those whose time has come, each only once. */
export async function takeCallBacksDue(tx: Tx, helplineId: string, now: Date) {
  return tx
    .update(callBacks)
    .set({ toldAt: now })
    .where(and(eq(callBacks.helplineId, helplineId), isToTell(now)))
    .returning({ id: callBacks.id, toShiftId: callBacks.toShiftId, until: callBacks.until });
}
