import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { feedback, feedbackSettings } from '#drizzle/schema/feedback';
import { helplines } from '#drizzle/schema/helplines';
import type { FeedbackAboutService, FeedbackBatch, FeedbackQuestion } from '#shared/feedback';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';
import { entryOf } from './entry-queries.ts';

export const sealedFeedback = sealedTable(feedback, {
  columns: { words: text, about: text, safetyOutcome: text },
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

/** The same one a second time changes nothing. */
export async function insertFeedback(tx: Tx, row: typeof feedback.$inferInsert): Promise<void> {
  await tx
    .insert(feedback)
    .values(await sealedFeedback.seal(tx, row))
    .onConflictDoNothing();
}

/** What waits that came by the public page, or else that supporters wrote in. */
export const countWaiting = (tx: Tx, helplineId: string, onBehalf: boolean): Promise<number> =>
  tx.$count(
    feedback,
    and(eq(feedback.helplineId, helplineId), eq(feedback.onBehalf, onBehalf), isNotNull(feedback.dueOn)),
  );

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
  const batches = new Map<number, FeedbackBatch>();
  for (const row of await sealedFeedback.openWhole(tx, rows)) {
    const { batch, quarter } = row;
    const together = batches.get(batch!) ?? { number: batch!, quarters: [], entries: [] };
    batches.set(batch!, together);
    if (!together.quarters.includes(quarter)) together.quarters = [...together.quarters, quarter].sort();
    together.entries.push(entryOf(row, questions));
  }
  return [...batches.values()];
}

/** What was said about a service, once it may be read, the latest batch first. */
export async function entriesAbout(
  tx: Tx,
  helplineId: string,
  serviceId: string,
  questions: FeedbackQuestion[],
): Promise<FeedbackAboutService[]> {
  const isAbout = and(eq(feedback.helplineId, helplineId), eq(feedback.serviceId, serviceId));
  const rows = await tx
    .select()
    .from(feedback)
    .where(and(isAbout, isNotNull(feedback.batch)))
    .orderBy(sql`${feedback.batch} desc`, asc(feedback.id));
  const opened = await sealedFeedback.openWhole(tx, rows);
  return opened.map((row) => ({ ...entryOf(row, questions), quarter: row.quarter }));
}
