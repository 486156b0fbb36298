import { and, eq, gte, isNull, lt, or, sql, gt } from 'drizzle-orm';
import { absences } from '#drizzle/schema/absences';
import type { Absence } from '#shared/absences';
import { retentionDays } from '#shared/retention';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';

type AbsenceRow = typeof absences.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toAbsence = ({ id, version, personId, fromDay, toDay, weekly, removedAt }: AbsenceRow): Absence => ({
  id,
  version,
  personId,
  from: fromDay,
  to: toDay,
  weekly,
  removed: removedAt !== null,
});

export async function insertAbsence(tx: Tx, row: typeof absences.$inferInsert): Promise<Absence> {
  const [added] = await tx.insert(absences).values(row).returning();
  return toAbsence(added!);
}

export async function absenceById(tx: Tx, helplineId: string, id: string): Promise<Absence | null> {
  const [row] = await tx
    .select()
    .from(absences)
    .where(and(eq(absences.id, id), eq(absences.helplineId, helplineId)));
  return row ? toAbsence(row) : null;
}

export async function removeAbsence(
  tx: Tx,
  id: string,
  change: { version: number; removedAt: Date },
): Promise<Absence> {
  const [row] = await tx.update(absences).set(change).where(eq(absences.id, id)).returning();
  return toAbsence(row!);
}

const lasts = (day: string) =>
  and(isNull(absences.removedAt), or(isNull(absences.toDay), gte(absences.toDay, day)));

/** How many absences of this person end on `day` or later. */
export const countAbsences = (tx: Tx, personId: string, day: string): Promise<number> =>
  tx.$count(absences, and(eq(absences.personId, personId), lasts(day)));

/** The absences of these people that end on `day` or later. */
export async function absencesOf(tx: Db | Tx, personIds: string[], day: string): Promise<Absence[]> {
  const rows = await tx
    .select()
    .from(absences)
    .where(and(isOneOf(absences.personId, personIds), lasts(day)));
  return rows.map(toAbsence);
}

export const latestAbsence = latestOfHelpline(absences);

export async function absencesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Absence[]> {
  const rows = await tx
    .select()
    .from(absences)
    .where(
      and(
        eq(absences.helplineId, viewer.helplineId),
        gt(absences.version, since),
        isA(viewer, 'manager') ? undefined : eq(absences.personId, viewer.id),
      ),
    );
  return rows.map(toAbsence);
}

/** Days after which every page has learned that an absence was taken away. */
const learnedAfterDays = 7;

/** Deletes absences some days after they were over or taken away. */
export async function eraseOldAbsences(tx: Tx, now: Date) {
  const isOver = sql`${absences.toDay} < ${daysBefore(now, retentionDays.absences).toISOString().slice(0, 10)}::date`;
  return tx
    .delete(absences)
    .where(or(isOver, lt(absences.removedAt, daysBefore(now, learnedAfterDays))))
    .returning({ helplineId: absences.helplineId });
}
