import type { Context, Fields } from '../platform/live/commands/command.ts';
import { insertFollowUp } from '../follow-ups/queries.ts';

type Task = Fields<'flag:close'>['followUp'];

/** Follow-ups that a review creates for managers. They contain only these words, nothing of the flag or its call. */
export async function askFollowUps(
  { actor, tx, version, helplineId, now, announce }: Context,
  tasks: Record<'review' | 'manual', Task>,
): Promise<void> {
  for (const source of ['review', 'manual'] as const) {
    const task = tasks[source];
    if (!task) continue;
    const { followUpId: id, words } = task;
    const asked = { id, helplineId, version, source, words, raisedBy: actor.id, raisedAt: now };
    announce('followUp:changed', await insertFollowUp(tx, asked));
  }
}
