import { and, eq, gt, lte } from 'drizzle-orm';
import { trainings } from '#drizzle/schema/trainings';
import type { CourseSlug } from '#shared/courses';
import { retentionDays } from '#shared/retention';
import type { Training } from '#shared/trainings';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';

type TrainingRow = typeof trainings.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toTraining = (row: TrainingRow): Training => ({
  id: row.id,
  version: row.version,
  personId: row.personId,
  course: row.course,
  plannedOn: row.plannedOn,
  doneOn: row.doneOn,
  seenBy: row.seenBy,
});

export async function trainingById(tx: Tx, helplineId: string, id: string): Promise<Training | null> {
  const [row] = await tx
    .select()
    .from(trainings)
    .where(and(eq(trainings.id, id), eq(trainings.helplineId, helplineId)));
  return row ? toTraining(row) : null;
}

/** What this person has said of this course; null for nothing. */
export async function trainingOf(tx: Tx, personId: string, course: CourseSlug): Promise<Training | null> {
  const [row] = await tx
    .select()
    .from(trainings)
    .where(and(eq(trainings.personId, personId), eq(trainings.course, course)));
  return row ? toTraining(row) : null;
}

type Whose = Pick<TrainingRow, 'id' | 'helplineId' | 'personId' | 'course'>;
type TrainingChange = Partial<Pick<TrainingRow, 'plannedOn' | 'doneOn' | 'seenBy'>> &
  Pick<TrainingRow, 'version' | 'changedAt'>;

/** Changes what this person has said of this course; the first time, the row is made. */
export async function sayOfCourse(tx: Tx, whose: Whose, change: TrainingChange): Promise<Training> {
  const [said] = await tx
    .insert(trainings)
    .values({ ...whose, ...change })
    .onConflictDoUpdate({ target: [trainings.personId, trainings.course], set: change })
    .returning();
  return toTraining(said!);
}

export async function changeTraining(tx: Tx, id: string, change: TrainingChange): Promise<Training> {
  const [row] = await tx.update(trainings).set(change).where(eq(trainings.id, id)).returning();
  return toTraining(row!);
}

export const latestTraining = latestOfHelpline(trainings);

export async function trainingsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Training[]> {
  const rows = await tx
    .select()
    .from(trainings)
    .where(
      and(
        eq(trainings.helplineId, viewer.helplineId),
        gt(trainings.version, since),
        isA(viewer, 'manager') ? undefined : eq(trainings.personId, viewer.id),
      ),
    );
  return rows.map(toTraining);
}

/** Erases what nobody has changed for so many days: a course that is taken again is said again long before. */
export const eraseOldTrainings = (tx: Tx, now: Date) =>
  tx
    .delete(trainings)
    .where(lte(trainings.changedAt, daysBefore(now, retentionDays.trainings)))
    .returning({ helplineId: trainings.helplineId });
