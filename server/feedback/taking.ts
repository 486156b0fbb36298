import { randomUUID } from 'node:crypto';
import { daysAfter } from '#shared/call-log';
import { feedbackWaitsDays, mostWaiting } from '#shared/feedback';
import { keyAt } from '#shared/periods';
import type { Change } from '../platform/live/commands/command.ts';
import { serviceNamed } from './about.ts';
import { countWaiting, insertFeedback } from './queries.ts';
import { questionsOf } from './question-queries.ts';

/** `about`: another service, by its name. `safety`: whoever wrote it says that it may be about somebody's safety. */
export type Said = {
  words: string;
  answers: Record<string, number>;
  about: string | null;
  safety: boolean;
  onBehalf: boolean;
};

/** Keeps what somebody said, without a time: of its day only from when on it may be shown. Returns whether there was room. */
export async function keepFeedback(
  { tx, helplineId, now }: Pick<Change, 'tx' | 'helplineId' | 'now'>,
  { words, answers, about, safety, onBehalf }: Said,
  // Random throughout: ids of version 7 hold the millisecond in which they were made.
  id: string = randomUUID(),
): Promise<boolean> {
  if ((await countWaiting(tx, helplineId, onBehalf)) >= mostWaiting) return false;
  const today = now.toISOString().slice(0, 10);
  const questions = (await questionsOf(tx, helplineId)).filter(({ state }) => state === 'agreed');
  const chosen = questions.flatMap((question) => {
    const at = answers[question.id];
    return at !== undefined && at < question.options.length ? [[question.id, at] as const] : [];
  });
  await insertFeedback(tx, {
    ...{ id, helplineId, onBehalf, words: words.trim() },
    ...{ about, serviceId: about === null ? null : await serviceNamed(tx, helplineId, about) },
    quarter: keyAt('quarter', today),
    dueOn: daysAfter(today, safety ? 1 : feedbackWaitsDays),
    safety: safety ? 'ticked' : null,
    answers: Object.fromEntries(chosen),
  });
  return true;
}
