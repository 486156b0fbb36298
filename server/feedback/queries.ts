import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { feedback, feedbackSettings } from '#drizzle/schema/feedback';
import { helplines } from '#drizzle/schema/helplines';
import type { FeedbackBatch, FeedbackQuestion } from '#shared/feedback';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

export const sealedFeedback = sealedTable(feedback, {
  columns: { words: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'feedback', subjectId: id }),
});

export type Settings = { isOn: boolean; readerId: string | null };

export async function settingsOf(db: Db | Tx, helplineId: string): Promise<Settings> {
  const [row] = await db.select().from(feedbackSettings).where(eq(feedbackSettings.helplineId, helplineId));
  return { isOn: row?.isOn ?? false, readerId: row?.readerId ?? null };
}

/** Writes the settings, and returns whether they are the first of the helpline. */
export async function changeSettings(tx: Tx, helplineId: string, settings: Settings): Promise<boolean> {
  const before = await tx.$count(feedbackSettings, eq(feedbackSettings.helplineId, helplineId));
  await tx
    .insert(feedbackSettings)
    .values({ helplineId, ...settings })
    .onConflictDoUpdate({ target: feedbackSettings.helplineId, set: settings });
  return before === 0;
}

/** The helplines with a public page: this one, or without an id all of them, two at most. */
export async function publicHelplines(db: Db, id: string | null): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: helplines.id, name: helplines.name })
    .from(feedbackSettings)
    .innerJoin(helplines, eq(helplines.id, feedbackSettings.helplineId))
    .where(and(eq(feedbackSettings.isOn, true), id === null ? undefined : eq(helplines.id, id)))
    .limit(2);
}

export async function insertFeedback(tx: Tx, row: typeof feedback.$inferInsert): Promise<void> {
  await tx.insert(feedback).values(await sealedFeedback.seal(tx, row));
}

export const countWaiting = (tx: Tx, helplineId: string): Promise<number> =>
  tx.$count(feedback, and(eq(feedback.helplineId, helplineId), isNull(feedback.batch)));

/** What may be read, the latest batch first, and within it in an order that says nothing. */
export async function batchesOf(
  tx: Tx,
  helplineId: string,
  questions: FeedbackQuestion[],
): Promise<FeedbackBatch[]> {
  const rows = await tx
    .select()
    .from(feedback)
    .where(and(eq(feedback.helplineId, helplineId), isNotNull(feedback.batch)))
    .orderBy(sql`${feedback.batch} desc`, asc(feedback.id));
  const asked = new Map(questions.map((question) => [question.id, question]));
  const batches = new Map<number, FeedbackBatch>();
  for (const { id, batch, quarter, answers, words } of await sealedFeedback.openWhole(tx, rows)) {
    const together = batches.get(batch!) ?? { number: batch!, quarters: [], entries: [] };
    batches.set(batch!, together);
    if (!together.quarters.includes(quarter)) together.quarters = [...together.quarters, quarter].sort();
    const chosen = Object.entries(answers).flatMap(([questionId, at]) => {
      const question = asked.get(questionId);
      return question?.options[at] ? [{ question: question.words, answer: question.options[at] }] : [];
    });
    together.entries.push({ id, answers: chosen, words });
  }
  return [...batches.values()];
}
