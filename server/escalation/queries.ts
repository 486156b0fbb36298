import { and, eq, inArray, lte } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { escalationSteps } from '#drizzle/schema/escalation';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import type { Change } from '../platform/live/commands/command.ts';

/** One step that is to come: whom to ask, and when, as long as the condition holds. */
export type PlannedStep = Pick<typeof escalationSteps.$inferInsert, 'personId' | 'condition' | 'dueAt'>;
/** What escalates: the name of its noun, and its id. */
export type SubjectKey = { subject: string; subjectId: string };
export type DueStep = { subjectId: string; personId: string };

/** Writes the steps of one subject in place of those it had. */
export async function replaceSteps(
  { tx, helplineId }: Pick<Change, 'tx' | 'helplineId'>,
  key: SubjectKey,
  steps: PlannedStep[],
): Promise<void> {
  await cancelSteps(tx, key);
  if (steps.length === 0) return;
  await tx
    .insert(escalationSteps)
    .values(steps.map((step) => ({ ...step, ...key, id: uuidv7(), helplineId })));
}

/** Cancels the steps of one subject that are still to come: those with this condition, or all. */
export async function cancelSteps(
  tx: Tx,
  { subject, subjectId }: SubjectKey,
  condition?: PlannedStep['condition'],
): Promise<void> {
  await tx
    .delete(escalationSteps)
    .where(
      and(
        eq(escalationSteps.subjectId, subjectId),
        eq(escalationSteps.subject, subject),
        condition && eq(escalationSteps.condition, condition),
      ),
    );
}

/** Whether steps of one subject are still to come. */
export const hasSteps = async (tx: Tx, { subject, subjectId }: SubjectKey): Promise<boolean> =>
  (await tx.$count(
    escalationSteps,
    and(eq(escalationSteps.subjectId, subjectId), eq(escalationSteps.subject, subject)),
  )) > 0;

export const helplinesWithDueSteps = (db: Db, subject: string, now: Date): Promise<string[]> =>
  helplinesWhere(db, escalationSteps, isDue(subject, now));

/** Deletes the steps that came due and returns them, earliest first. The lock on each row leaves it to one server. */
export async function takeDueSteps(
  tx: Tx,
  helplineId: string,
  subject: string,
  now: Date,
): Promise<DueStep[]> {
  const due = tx
    .select({ id: escalationSteps.id })
    .from(escalationSteps)
    .where(and(eq(escalationSteps.helplineId, helplineId), isDue(subject, now)))
    .for('update', { skipLocked: true });
  const { id, subjectId, personId, dueAt } = escalationSteps;
  const taken = await tx
    .delete(escalationSteps)
    .where(inArray(id, due))
    .returning({ id, subjectId, personId, dueAt });
  return taken.sort(
    (one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.id < other.id ? -1 : 1),
  );
}

/** Since when the step that was not carried out for longest has been due; null where none is. */
export async function oldestDueStep(db: Db, now: Date): Promise<Date | null> {
  const [oldest] = await db
    .select({ dueAt: escalationSteps.dueAt })
    .from(escalationSteps)
    .where(lte(escalationSteps.dueAt, now))
    .orderBy(escalationSteps.dueAt)
    .limit(1);
  return oldest?.dueAt ?? null;
}

/** Days for which every server has tried again and again, after pauses of up to a minute, to carry out a step. */
export const stepTriedDays = 7;

/** Deletes steps that no server could carry out. */
export async function eraseStaleSteps(db: Db, now: Date): Promise<number> {
  const dueBefore = daysBefore(now, stepTriedDays);
  const { count } = await db.delete(escalationSteps).where(lte(escalationSteps.dueAt, dueBefore));
  return count;
}

const isDue = (subject: string, now: Date) =>
  and(eq(escalationSteps.subject, subject), lte(escalationSteps.dueAt, now));
