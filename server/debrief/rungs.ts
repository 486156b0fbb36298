import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { debriefRungs } from '#drizzle/schema/debrief';
import type { Db, Tx } from '../db.ts';

export type NewRung = Omit<typeof debriefRungs.$inferInsert, 'doneAt'>;
type DueRung = { id: string; debriefId: string; managerId: string; dueAt: Date };

export async function insertDebriefRungs(tx: Tx, rungs: NewRung[]): Promise<void> {
  if (rungs.length > 0) await tx.insert(debriefRungs).values(rungs);
}

/** Nobody further needs to be told: for those of one kind, or for all. */
export async function endDebriefRungs(
  tx: Tx,
  debriefId: string,
  doneAt: Date,
  kind?: NewRung['kind'],
): Promise<void> {
  const ofKind = kind && eq(debriefRungs.kind, kind);
  await tx
    .update(debriefRungs)
    .set({ doneAt })
    .where(and(eq(debriefRungs.debriefId, debriefId), isNull(debriefRungs.doneAt), ofKind));
}

export async function helplinesWithDueDebriefRungs(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: debriefRungs.helplineId })
    .from(debriefRungs)
    .where(isDue(now));
  return rows.map((row) => row.helplineId);
}

/** Takes what is due, in its order, so that no other server takes it too. */
export async function takeDueDebriefRungs(tx: Tx, helplineId: string, now: Date): Promise<DueRung[]> {
  const due = tx
    .select({ id: debriefRungs.id })
    .from(debriefRungs)
    .where(and(eq(debriefRungs.helplineId, helplineId), isDue(now)))
    .for('update', { skipLocked: true });
  const taken = await tx
    .update(debriefRungs)
    .set({ doneAt: now })
    .where(inArray(debriefRungs.id, due))
    .returning({
      id: debriefRungs.id,
      debriefId: debriefRungs.debriefId,
      managerId: debriefRungs.managerId,
      dueAt: debriefRungs.dueAt,
    });
  return taken.sort(
    (one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.id < other.id ? -1 : 1),
  );
}

const isDue = (now: Date) => and(isNull(debriefRungs.doneAt), lte(debriefRungs.dueAt, now));
