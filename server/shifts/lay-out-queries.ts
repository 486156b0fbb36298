import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { places, shifts } from '#drizzle/schema/shifts';
import type { ShiftTimes } from '#shared/opening-hours';
import type { LaidOutShift } from '#shared/pattern-plan';
import type { Db, Tx } from '../platform/database/db.ts';

/** Shifts already laid out are left as they are. Returns the ids of those that are new. */
export async function insertShifts(tx: Tx, rows: (typeof shifts.$inferInsert)[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const added = await tx.insert(shifts).values(rows).onConflictDoNothing().returning({ id: shifts.id });
  return added.map((row) => row.id);
}

/**
 * Shifts, planned and cancelled, that are not over and begin before `until`, and those that stand for such a time of the pattern,
 * wherever they were moved.
 */
export async function laidOutUntil(
  db: Db | Tx,
  { now, until }: { now: Date; until: Date },
  helplineId: string,
): Promise<LaidOutShift[]> {
  const { patternStartsAt, patternEndsAt } = shifts;
  const rows = await db
    .select({
      id: shifts.id,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      state: shifts.state,
      secondLine: shifts.secondLine,
      patternStartsAt,
      patternEndsAt,
      isPlaced: sql<boolean>`exists (select from ${places} where ${places.shiftId} = ${shifts.id})`,
    })
    .from(shifts)
    .where(
      and(
        eq(shifts.helplineId, helplineId),
        ne(shifts.state, 'replaced'),
        or(gt(shifts.endsAt, now), gt(patternEndsAt, now)),
        or(lt(shifts.startsAt, until), lt(patternStartsAt, until)),
      ),
    );
  return rows.map(({ patternStartsAt: startsAt, patternEndsAt: endsAt, ...row }) => ({
    ...row,
    patternTimes: startsAt && endsAt && { startsAt, endsAt },
  }));
}

/** Replaced shifts of the pattern that begin at these times, which can be laid out again under their own ids. */
export async function replacedAt(tx: Tx, helplineId: string, times: ShiftTimes[]) {
  if (times.length === 0) return [];
  return tx
    .select({ id: shifts.id, startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(
      and(
        eq(shifts.helplineId, helplineId),
        eq(shifts.state, 'replaced'),
        isNotNull(shifts.patternStartsAt),
        eq(shifts.secondLine, false),
        inArray(
          shifts.startsAt,
          times.map(({ startsAt }) => startsAt),
        ),
      ),
    );
}

/** Sets what shifts of the pattern are: planned again, or replaced. What was asked about their empty places has ended, and is asked anew. */
export async function setStates(tx: Tx, ids: string[], state: 'planned' | 'replaced'): Promise<void> {
  if (ids.length > 0) await tx.update(shifts).set({ state, gapDays: null }).where(inArray(shifts.id, ids));
}

/** Makes the own times of these shifts the times of the pattern that they stand for, or has them stand for none. */
export async function setStandsFor(tx: Tx, ids: string[], stands: boolean): Promise<void> {
  if (ids.length === 0) return;
  const set = stands
    ? { patternStartsAt: sql`${shifts.startsAt}`, patternEndsAt: sql`${shifts.endsAt}` }
    : { patternStartsAt: null, patternEndsAt: null };
  await tx.update(shifts).set(set).where(inArray(shifts.id, ids));
}

/** Who is on call in these shifts. */
export async function onCallIn(tx: Tx, ids: string[]) {
  if (ids.length === 0) return [];
  const { startsAt, endsAt, managerId, nextManagerId } = shifts;
  return tx
    .select({ startsAt, endsAt, managerId, nextManagerId })
    .from(shifts)
    .where(inArray(shifts.id, ids));
}

const isToLayOut = (now: Date) => or(isNull(helplines.layOutAt), lt(helplines.layOutAt, now));

/** Helplines whose shifts have to be laid out further, by an index. */
export async function helplinesToLayOut(db: Db, now: Date): Promise<string[]> {
  const rows = await db.select({ id: helplines.id }).from(helplines).where(isToLayOut(now));
  return rows.map(({ id }) => id);
}

/** False if another server has just laid them out. */
export async function isStillToLayOut(tx: Tx, helplineId: string, now: Date): Promise<boolean> {
  return (await tx.$count(helplines, and(eq(helplines.id, helplineId), isToLayOut(now)))) > 0;
}

export async function setLayOutAt(tx: Tx, helplineId: string, layOutAt: Date): Promise<void> {
  await tx.update(helplines).set({ layOutAt }).where(eq(helplines.id, helplineId));
}
