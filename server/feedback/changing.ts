import type { InferOutput } from 'valibot';
import { uuidv7 } from 'uuidv7';
import type {
  feedbackSettingsShape,
  questionShape,
  replyShape,
  replyToRemoveShape,
  settleShape,
} from '#shared/feedback-commands';
import { mostQuestions, starterQuestions, whyNotAgree } from '#shared/feedback';
import { keyAt } from '#shared/periods';
import type { Viewer } from '#shared/viewer';
import { peopleWhoAre } from '../people/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { changeSettings } from './queries.ts';
import {
  deleteReply,
  insertQuestions,
  insertReply,
  questionById,
  questionsOf,
  settleQuestion,
} from './question-queries.ts';

/** Switches the public page, and names who reads along. With the first change the starter questions are proposed. */
export async function switchFeedback(
  change: Change,
  actor: Viewer,
  settings: InferOutput<typeof feedbackSettingsShape>,
): Promise<void> {
  const { tx, helplineId, now } = change;
  const supporters = settings.readerId === null ? [] : await peopleWhoAre(tx, helplineId, 'supporter');
  const isOurs = supporters.some(({ id, suspendedAt }) => id === settings.readerId && suspendedAt === null);
  refuseUnless(
    settings.readerId === null || isOurs,
    'conflict',
    'This is not one of the supporters any more.',
  );
  const isFirst = await changeSettings(tx, helplineId, settings);
  if (isFirst)
    await insertQuestions(
      tx,
      starterQuestions.map((question) => ({
        ...{ id: uuidv7(), helplineId, ...question },
        ...{ state: 'proposed' as const, proposedBy: actor.id, proposedAt: now },
      })),
    );
  await recordAudit({ ...change, actor }, 'feedback-switched', helplineId);
}

export async function proposeQuestion(
  { tx, helplineId, now }: Change,
  actor: Viewer,
  { questionId, words, options }: InferOutput<typeof questionShape>,
): Promise<void> {
  const row = { id: questionId, helplineId, words, options };
  await insertQuestions(tx, [{ ...row, state: 'proposed', proposedBy: actor.id, proposedAt: now }]);
}

/** Agrees, declines or retires. Refuses `conflict` with the reason; the same outcome a second time changes nothing. */
export async function settle(
  change: Change,
  actor: Viewer,
  { questionId, outcome }: InferOutput<typeof settleShape>,
): Promise<void> {
  const { tx, helplineId } = change;
  const question = await questionById(tx, helplineId, questionId);
  refuseUnless(question, 'not-found');
  if (question.state === outcome) return;
  const expected = outcome === 'retired' ? 'agreed' : 'proposed';
  refuseUnless(question.state === expected, 'conflict', 'Somebody else has settled this meanwhile.');
  if (outcome === 'agreed') {
    const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
    const bySupporter = supporters.some(({ id }) => id === question.proposedBy);
    const why = whyNotAgree(actor, question, bySupporter);
    refuseUnless(why === null, 'conflict', why ?? undefined);
    const asked = (await questionsOf(tx, helplineId)).filter(({ state }) => state === 'agreed');
    refuseUnless(
      asked.length < mostQuestions,
      'conflict',
      `The page asks ${mostQuestions} questions at most. Ask one of them no longer first.`,
    );
  }
  await settleQuestion(tx, questionId, { state: outcome, settledBy: actor.id });
  await recordAudit({ ...change, actor }, 'question-settled', questionId);
}

/** Puts "You said, we did" on the public page. */
export async function publishReply(
  change: Change,
  actor: Viewer,
  { replyId, said, did }: InferOutput<typeof replyShape>,
): Promise<void> {
  const { tx, helplineId, now } = change;
  const quarter = keyAt('quarter', now.toISOString().slice(0, 10));
  await insertReply(tx, { id: replyId, helplineId, said, did, quarter, writtenBy: actor.id, writtenAt: now });
  await recordAudit({ ...change, actor }, 'reply-published', replyId);
}

/** Takes one off the public page. */
export async function removeReply(
  change: Change,
  actor: Viewer,
  { replyId }: InferOutput<typeof replyToRemoveShape>,
): Promise<void> {
  refuseUnless(await deleteReply(change.tx, change.helplineId, replyId), 'not-found');
  await recordAudit({ ...change, actor }, 'reply-removed', replyId);
}
