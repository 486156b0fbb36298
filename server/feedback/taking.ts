import { randomUUID } from 'node:crypto';
import { daysAfter } from '#shared/call-log';
import { feedbackWaitsDays, mostWaiting } from '#shared/feedback';
import { keyAt } from '#shared/periods';
import type { Change } from '../platform/live/commands/command.ts';
import type { Draft } from './public-page.ts';
import { countWaiting, insertFeedback } from './queries.ts';
import { questionsOf } from './question-queries.ts';

/** Keeps what somebody said, without a time: of its day only from when on it may be shown. Returns whether there was room. */
export async function keepFeedback(
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>,
  now: Date,
  helplineId: string,
  { words, answers }: Draft,
): Promise<boolean> {
  const today = now.toISOString().slice(0, 10);
  let kept = false;
  await change(helplineId, async ({ tx }) => {
    if ((await countWaiting(tx, helplineId)) >= mostWaiting) return;
    const questions = (await questionsOf(tx, helplineId)).filter(({ state }) => state === 'agreed');
    const chosen = questions.flatMap(({ id, options }) => {
      const at = answers[id];
      return at !== undefined && at < options.length ? [[id, at] as const] : [];
    });
    await insertFeedback(tx, {
      // Random throughout: ids of version 7 hold the millisecond in which they were made.
      id: randomUUID(),
      helplineId,
      quarter: keyAt('quarter', today),
      dueOn: daysAfter(today, feedbackWaitsDays),
      answers: Object.fromEntries(chosen),
      words: words.trim(),
    });
    kept = true;
  });
  return kept;
}
