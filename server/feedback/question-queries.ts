import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { feedbackQuestions, feedbackReplies } from '#drizzle/schema/feedback';
import type { FeedbackQuestion, FeedbackReply } from '#shared/feedback';
import type { Db, Tx } from '../platform/database/db.ts';

const toQuestion = ({
  id,
  words,
  options,
  state,
  proposedBy,
  settledBy,
}: typeof feedbackQuestions.$inferSelect): FeedbackQuestion => ({
  id,
  words,
  options,
  state,
  proposedBy,
  settledBy,
});

/** Every question of a helpline that was not declined, in the order in which they were proposed. */
export async function questionsOf(db: Db | Tx, helplineId: string): Promise<FeedbackQuestion[]> {
  const rows = await db
    .select()
    .from(feedbackQuestions)
    .where(and(eq(feedbackQuestions.helplineId, helplineId), ne(feedbackQuestions.state, 'declined')))
    .orderBy(asc(feedbackQuestions.proposedAt), asc(feedbackQuestions.id));
  return rows.map(toQuestion);
}

export async function questionById(tx: Tx, helplineId: string, id: string): Promise<FeedbackQuestion | null> {
  const [row] = await tx
    .select()
    .from(feedbackQuestions)
    .where(and(eq(feedbackQuestions.id, id), eq(feedbackQuestions.helplineId, helplineId)));
  return row ? toQuestion(row) : null;
}

/** The same question a second time changes nothing. */
export async function insertQuestions(
  tx: Tx,
  rows: (typeof feedbackQuestions.$inferInsert)[],
): Promise<void> {
  await tx.insert(feedbackQuestions).values(rows).onConflictDoNothing();
}

export async function settleQuestion(
  tx: Tx,
  id: string,
  change: Pick<FeedbackQuestion, 'state' | 'settledBy'>,
): Promise<void> {
  await tx.update(feedbackQuestions).set(change).where(eq(feedbackQuestions.id, id));
}

/** What stands on the public page, the latest first. */
export async function repliesOf(db: Db | Tx, helplineId: string): Promise<FeedbackReply[]> {
  return db
    .select({
      id: feedbackReplies.id,
      said: feedbackReplies.said,
      did: feedbackReplies.did,
      quarter: feedbackReplies.quarter,
    })
    .from(feedbackReplies)
    .where(eq(feedbackReplies.helplineId, helplineId))
    .orderBy(desc(feedbackReplies.writtenAt))
    .limit(50);
}

/** The same one a second time changes nothing. */
export async function insertReply(tx: Tx, row: typeof feedbackReplies.$inferInsert): Promise<void> {
  await tx.insert(feedbackReplies).values(row).onConflictDoNothing();
}

/** Returns whether there was one. */
export async function deleteReply(tx: Tx, helplineId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(feedbackReplies)
    .where(and(eq(feedbackReplies.id, id), eq(feedbackReplies.helplineId, helplineId)))
    .returning({ id: feedbackReplies.id });
  return gone.length > 0;
}
