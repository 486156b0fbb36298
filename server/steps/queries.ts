import { and, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { steps } from '#drizzle/schema/steps';
import { retentionDays } from '#shared/retention';
import type { Step, StepKind } from '#shared/steps';
import type { Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestIn, reader } from '../platform/database/latest-version.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type StepRow = typeof steps.$inferSelect;

export const sealedSteps = sealedTable(steps, {
  columns: { words: text },
  scopeOf: ({ helplineId, personId }) => ({ helplineId, purpose: 'steps', subjectId: personId }),
});

const toRows = async (tx: Tx, rows: StepRow[]): Promise<Step[]> =>
  (await sealedSteps.openWhole(tx, rows)).map(toStep);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toStep = (row: StepRow): Step => ({
  id: row.id,
  version: row.version,
  personId: row.personId,
  kind: row.kind,
  words: row.words,
  at: row.at.toISOString(),
  copyOf: row.copyOf,
  withId: row.withId,
  answer: row.answer,
  removed: row.removed,
});

export async function insertStep(tx: Tx, row: typeof steps.$inferInsert): Promise<Step> {
  const sealed = await sealedSteps.seal(tx, row);
  return (await toRows(tx, await tx.insert(steps).values(sealed).returning()))[0]!;
}

export async function stepById(tx: Tx, helplineId: string, id: string): Promise<Step | null> {
  const rows = await tx
    .select()
    .from(steps)
    .where(and(eq(steps.id, id), eq(steps.helplineId, helplineId)));
  return (await toRows(tx, rows))[0] ?? null;
}

/** How much this person has on their list, shared and asked; of one kind, if it is given. */
export const countSteps = (tx: Tx, personId: string, kind?: StepKind): Promise<number> =>
  tx.$count(steps, and(eq(steps.personId, personId), eq(steps.removed, false), kind && eq(steps.kind, kind)));

/** Whether something of the kind is with this person already: a copy of the line, or the question for a reference if it is null. */
export const isWith = async (
  tx: Tx,
  { personId, withId, copyOf }: { personId: string; withId: string; copyOf: string | null },
): Promise<boolean> =>
  (await tx.$count(
    steps,
    and(
      eq(steps.personId, personId),
      eq(steps.withId, withId),
      copyOf === null ? isNull(steps.copyOf) : eq(steps.copyOf, copyOf),
      eq(steps.removed, false),
    ),
  )) > 0;

export async function answerStep(
  tx: Tx,
  id: string,
  change: { version: number; answer: Step['answer'] },
): Promise<Step> {
  const rows = await tx.update(steps).set(change).where(eq(steps.id, id)).returning();
  return (await toRows(tx, rows))[0]!;
}

const gone = { removed: true, words: '' };

/** Empties a row and every copy of it. */
export async function removeStep(tx: Tx, id: string, version: number): Promise<Step[]> {
  const rows = await tx
    .update(steps)
    .set({ ...gone, version })
    .where(and(or(eq(steps.id, id), eq(steps.copyOf, id)), eq(steps.removed, false)))
    .returning();
  return rows.map(toStep);
}

/** Takes back what this person shares, and asks without an answer yet. */
export async function takeBackSharedBy(tx: Tx, personId: string, version: number): Promise<Step[]> {
  const isOut = and(isNotNull(steps.withId), or(isNotNull(steps.copyOf), isNull(steps.answer)));
  const rows = await tx
    .update(steps)
    .set({ ...gone, version })
    .where(and(eq(steps.personId, personId), isOut, eq(steps.removed, false)))
    .returning();
  return rows.map(toStep);
}

/** Takes back the lines shared with this person. */
export async function takeBackSharedWith(tx: Tx, personId: string, version: number): Promise<Step[]> {
  const rows = await tx
    .update(steps)
    .set({ ...gone, version })
    .where(and(eq(steps.withId, personId), isNotNull(steps.copyOf), eq(steps.removed, false)))
    .returning();
  return rows.map(toStep);
}

/** Says of every question to this person without an answer that they have left. */
export async function endQuestionsTo(tx: Tx, personId: string, version: number): Promise<Step[]> {
  const isOpen = and(isNull(steps.copyOf), isNull(steps.answer), eq(steps.removed, false));
  const rows = await tx
    .update(steps)
    .set({ answer: 'left', version })
    .where(and(eq(steps.withId, personId), isOpen))
    .returning();
  return toRows(tx, rows);
}

export const latestStep = latestIn(
  steps,
  or(eq(steps.personId, reader.personId), eq(steps.withId, reader.personId)),
);

export async function stepsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Step[]> {
  const rows = await tx
    .select()
    .from(steps)
    .where(and(or(eq(steps.personId, viewer.id), eq(steps.withId, viewer.id)), gt(steps.version, since)));
  return toRows(tx, rows);
}

export const eraseOldSteps = (tx: Tx, now: Date) =>
  tx
    .delete(steps)
    .where(lte(steps.at, daysBefore(now, retentionDays.steps)))
    .returning({ helplineId: steps.helplineId });
