import type { Context, Fields } from '../platform/live/commands/command.ts';
import { insertFollowUp } from '../follow-ups/queries.ts';
import { draftFromReview } from '../pages/reviews.ts';

type Task = Fields<'flag:close'>['followUp'];

/**
 * Follow-ups that a review creates for managers. They contain only these words, nothing of the flag or its call. What is to change in the
 * manual opens as a draft too; `tellId` is told once it is in force.
 */
export async function askFollowUps(
  context: Context,
  tasks: Record<'review' | 'manual', Task>,
  tellId: string,
): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  for (const source of ['review', 'manual'] as const) {
    const task = tasks[source];
    if (!task) continue;
    const { followUpId: id, words } = task;
    const asked = { id, helplineId, version, source, words, raisedBy: actor.id, raisedAt: now };
    announce('followUp:changed', await insertFollowUp(tx, asked));
    if (source === 'manual') await draftFromReview(context, { followUpId: id, words, tellId });
  }
}
