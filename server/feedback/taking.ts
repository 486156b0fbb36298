import { randomUUID } from 'node:crypto';
import { daysAfter } from '#shared/call-log';
import { feedbackWaitsDays, mostWaiting } from '#shared/feedback';
import { keyAt } from '#shared/periods';
import { isBlank } from '#shared/text-checks';
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

/** `full`: there was no room. `nothing`: nothing was written, and nothing chosen that is asked now. */
export type Kept = 'kept' | 'full' | 'nothing';

/** Keeps what somebody said, without a time: of its day only from when on it may be shown. */
export async function keepFeedback(
  { tx, helplineId, now }: Pick<Change, 'tx' | 'helplineId' | 'now'>,
  { words, answers, about, safety, onBehalf }: Said,
  // Random throughout: ids of version 7 hold the millisecond in which they were made.
  id: string = randomUUID(),
): Promise<Kept> {
  if ((await countWaiting(tx, helplineId, onBehalf)) >= mostWaiting) return 'full';
  const today = now.toISOString().slice(0, 10);
  const questions = (await questionsOf(tx, helplineId)).filter(({ state }) => state === 'agreed');
  const chosen = questions.flatMap((question) => {
    const at = answers[question.id];
    return at !== undefined && at < question.options.length ? [[question.id, at] as const] : [];
  });
  if (isBlank(words) && chosen.length === 0) return 'nothing';
  await insertFeedback(tx, {
    ...{ id, helplineId, onBehalf, words: words.trim() },
    ...{ about, serviceId: about === null ? null : await serviceNamed(tx, helplineId, about) },
    quarter: keyAt('quarter', today),
    dueOn: daysAfter(today, safety ? 1 : feedbackWaitsDays),
    safety: safety ? 'ticked' : null,
    answers: Object.fromEntries(chosen),
  });
  return 'kept';
}
