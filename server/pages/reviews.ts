import { uuidv7 } from 'uuidv7';
import { changeFollowUp, followUpById } from '../follow-ups/queries.ts';
import type { Context } from '../platform/live/commands/command.ts';
import { tellAboutPage } from '../updates/tell.ts';
import { announceManual } from './guards.ts';
import { changePage, draftColumns, insertPage, noDraft, reviewsBehind } from './queries.ts';

type Asked = { followUpId: string; words: string; tellId: string };

const firstLine = (words: string) => words.trim().split('\n')[0]!.slice(0, 80).trim();

/** Opens what a review found to be changed as a draft with its words. It holds nothing of the flag or its call. */
export async function draftFromReview(context: Context, { followUpId, words, tellId }: Asked): Promise<void> {
  const { actor, tx, version, helplineId, now } = context;
  const draft = draftColumns({ chapter: 'From a review', title: firstLine(words), body: words });
  await insertPage(tx, {
    ...{ id: uuidv7(), helplineId, version, state: 'draft', followUpId, tellId },
    ...{ ...draft, draftBy: actor.id, draftAt: now },
  });
  announceManual(context);
}

/**
 * Closes the follow-ups behind a page that is in force now, and behind the draft whose words went into it, which is not needed any
 * more. Tells whoever raised the flag what the manual says now.
 */
export async function finishReviews(
  context: Context,
  pageId: string,
  answersId: string | null,
): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  const behind = await reviewsBehind(tx, [pageId, ...(answersId === null ? [] : [answersId])]);
  for (const { id, followUpId, tellId } of behind) {
    const open = followUpId === null ? null : await followUpById(tx, helplineId, followUpId);
    if (open && open.doneAt === null) {
      const done = { version, doneBy: actor.id, doneAt: now };
      announce('followUp:changed', await changeFollowUp(tx, open.id, done));
    }
    const answered = id === pageId ? {} : { ...noDraft, state: 'discarded' as const };
    if (followUpId !== null || id !== pageId)
      await changePage(tx, helplineId, id, { version, ...answered, followUpId: null, tellId: null });
    if (tellId === null) continue;
    await tellAboutPage(context, { to: [tellId], kind: 'manual-changed', by: actor.id, pageId });
  }
}
