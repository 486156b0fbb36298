import { and, desc, eq, gt, gte, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import { rotaChanges } from '#drizzle/schema/rota-changes';
import { places, shifts } from '#drizzle/schema/shifts';
import type { RotaBefore, RotaChangeKind } from '#shared/rota-changes';
import type { Place, Shift, ShiftState } from '#shared/shifts';
import { isOneOf } from '../platform/database/one-of.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { noteLostPlaces } from './lost-place-queries.ts';
import { selectShifts, shiftRows, takesPlace, toShift } from './queries.ts';

/** The shifts that take place at some moment from `from` until `to` (both exclusive), in order of their start. */
export async function shiftsBetween(tx: Db | Tx, helplineId: string, from: Date, to: Date): Promise<Shift[]> {
  const rows = await selectShifts(
    tx,
    and(eq(shifts.helplineId, helplineId), takesPlace, lt(shifts.startsAt, to), gt(shifts.endsAt, from)),
  );
  return rows.map(toShift);
}

type NewTimes = { startsAt: Date; endsAt: Date; state: ShiftState; words: string | null; gapDays: null };

export async function setShift(tx: Tx, shiftId: string, values: Partial<NewTimes>): Promise<void> {
  await tx.update(shifts).set(values).where(eq(shifts.id, shiftId));
}

export async function emptyPlacesIn(tx: Tx, shiftId: string, personIds: string[], now: Date): Promise<void> {
  const lost = and(eq(places.shiftId, shiftId), isOneOf(places.personId, personIds));
  await noteLostPlaces(tx, lost, now);
  await tx.delete(places).where(lost);
}

export type GivenPlace = Pick<Place, 'place' | 'personId' | 'placedAt'> & { shiftId: string };

/** Gives places that are empty. */
export async function givePlaces(tx: Tx, helplineId: string, given: GivenPlace[]): Promise<void> {
  if (given.length === 0) return;
  const rows = given.map((one) => ({ ...one, helplineId, placedAt: new Date(one.placedAt) }));
  await tx.insert(places).values(rows);
}

type NewChange = {
  id: string;
  helplineId: string;
  version: number;
  kind: RotaChangeKind;
  by: string;
  at: Date;
  before: RotaBefore;
};

/** Returns whether the id was free. */
export async function insertChange(tx: Tx, change: NewChange): Promise<boolean> {
  const added = await tx
    .insert(rotaChanges)
    .values(change)
    .onConflictDoNothing()
    .returning({ id: rotaChanges.id });
  return added.length > 0;
}

const undoableSince = (helplineId: string, since: Date) =>
  and(eq(rotaChanges.helplineId, helplineId), gte(rotaChanges.at, since), isNull(rotaChanges.undoneAt));

/** Changes made at or after `since` that were not undone, latest first. */
export const changesSince = (db: Db, helplineId: string, since: Date) =>
  db.select().from(rotaChanges).where(undoableSince(helplineId, since)).orderBy(desc(rotaChanges.at));

export async function changeById(tx: Tx, helplineId: string, id: string) {
  const [row] = await tx
    .select()
    .from(rotaChanges)
    .where(and(eq(rotaChanges.id, id), eq(rotaChanges.helplineId, helplineId)));
  return row ?? null;
}

export async function markUndone(tx: Tx, id: string, undoneAt: Date): Promise<void> {
  await tx.update(rotaChanges).set({ undoneAt }).where(eq(rotaChanges.id, id));
}

/** A place in the list of past shifts, from the latest end on. */
export type PastShift = { endsAt: Date; id: string };

/** The shifts that follow, latest first: all, or those in which this person had a place. Replaced ones are left out. */
export async function shiftsEndedBefore(
  db: Db,
  helplineId: string,
  { endsAt, id }: PastShift,
  personId: string | null,
  most: number,
): Promise<Shift[]> {
  const theirs = personId === null ? undefined : placeOf(db, personId);
  const rows = await shiftRows(
    db,
    and(
      eq(shifts.helplineId, helplineId),
      ne(shifts.state, 'replaced'),
      sql`(${shifts.endsAt}, ${shifts.id}) < (${endsAt.toISOString()}::timestamptz, ${id}::uuid)`,
      theirs && inArray(shifts.id, theirs),
    ),
  )
    .orderBy(desc(shifts.endsAt), desc(shifts.id))
    .limit(most);
  return rows.map(toShift);
}

const placeOf = (db: Db, personId: string) =>
  db.select({ id: places.shiftId }).from(places).where(eq(places.personId, personId));

/** Erases changes an hour old, which nobody can undo any more. */
export async function eraseOldRotaChanges(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - 3_600_000);
  const { count } = await db.delete(rotaChanges).where(lt(rotaChanges.at, before));
  return count;
}
