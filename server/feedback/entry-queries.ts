import type { feedback } from '#drizzle/schema/feedback';
import type { FeedbackEntry, FeedbackQuestion } from '#shared/feedback';
import type { Safety } from '#shared/feedback-safety';

type Opened = typeof feedback.$inferSelect;

/** The only mapping from the table to what is read: neither a day nor the order in which it came goes with it. */
export function entryOf(row: Opened, questions: FeedbackQuestion[]): FeedbackEntry {
  const { id, words, about, serviceId, onBehalf } = row;
  const answers = questions.flatMap(({ id: questionId, words: question, options }) => {
    const answer = options[row.answers[questionId] ?? -1];
    return answer === undefined ? [] : [{ question, answer }];
  });
  return { id, answers, words, about, serviceId, onBehalf, safety: safetyOf(row) };
}

/** Null for what nobody has to look at: also for what was ticked and waits for the morning. */
export function safetyOf({ safety, safetyRaisedBy, safetyHeldBy, safetyOutcome }: Opened): Safety | null {
  if (safety === null || safety === 'ticked') return null;
  return { state: safety, raisedBy: safetyRaisedBy, assignedTo: safetyHeldBy, outcome: safetyOutcome };
}
