import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { debriefEscalationSteps } from '#drizzle/schema/debriefs';
import type { Db, Tx } from '../platform/database/db.ts';

export type NewEscalationStep = Omit<typeof debriefEscalationSteps.$inferInsert, 'doneAt'>;
type DueEscalationStep = { id: string; debriefId: string; managerId: string; dueAt: Date };

export async function insertDebriefEscalationSteps(
  tx: Tx,
  escalationSteps: NewEscalationStep[],
): Promise<void> {
  if (escalationSteps.length > 0) await tx.insert(debriefEscalationSteps).values(escalationSteps);
}

/** Nobody further needs to be told: for those of one kind, or for all. */
export async function endDebriefEscalation(
  tx: Tx,
  debriefId: string,
  doneAt: Date,
  kind?: NewEscalationStep['kind'],
): Promise<void> {
  const ofKind = kind && eq(debriefEscalationSteps.kind, kind);
  await tx
    .update(debriefEscalationSteps)
    .set({ doneAt })
    .where(
      and(eq(debriefEscalationSteps.debriefId, debriefId), isNull(debriefEscalationSteps.doneAt), ofKind),
    );
}

export async function helplinesWithDueDebriefSteps(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: debriefEscalationSteps.helplineId })
    .from(debriefEscalationSteps)
    .where(isDue(now));
  return rows.map((row) => row.helplineId);
}

/** Takes what is due, in its order, so that no other server takes it too. */
export async function takeDueDebriefSteps(
  tx: Tx,
  helplineId: string,
  now: Date,
): Promise<DueEscalationStep[]> {
  const due = tx
    .select({ id: debriefEscalationSteps.id })
    .from(debriefEscalationSteps)
    .where(and(eq(debriefEscalationSteps.helplineId, helplineId), isDue(now)))
    .for('update', { skipLocked: true });
  const taken = await tx
    .update(debriefEscalationSteps)
    .set({ doneAt: now })
    .where(inArray(debriefEscalationSteps.id, due))
    .returning({
      id: debriefEscalationSteps.id,
      debriefId: debriefEscalationSteps.debriefId,
      managerId: debriefEscalationSteps.managerId,
      dueAt: debriefEscalationSteps.dueAt,
    });
  return taken.sort(
    (one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.id < other.id ? -1 : 1),
  );
}

const isDue = (now: Date) =>
  and(isNull(debriefEscalationSteps.doneAt), lte(debriefEscalationSteps.dueAt, now));
