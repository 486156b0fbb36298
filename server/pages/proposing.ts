import { uuidv7 } from 'uuidv7';
import type { AgreedChange } from '#shared/agreement';
import type { Page, PageVersion } from '#shared/pages';
import { whoCouldAgree } from '../agreement/guards.ts';
import { takenBackWith } from '../agreement/settling.ts';
import type { Context } from '../platform/live/commands/command.ts';
import { tellAboutPage } from '../updates/tell.ts';
import { announceManual } from './guards.ts';
import { changePage, draftColumns } from './queries.ts';
import { insertVersion, lastAgreedNumber, settleVersion } from './version-queries.ts';

type Wanted = Pick<PageVersion, 'chapter' | 'title' | 'body' | 'words'> & { answersId?: string };
type Alongside = Omit<Parameters<typeof changePage>[3], 'version' | 'proposedNumber'>;

/**
 * Writes the next version of a page, which waits for a second person. `alongside`: what else changes in the page, by the number of the
 * version. What is in force at once needs nobody who could agree.
 */
export async function propose(
  context: Context,
  page: Page,
  change: AgreedChange,
  { answersId, ...wanted }: Wanted,
  alongside: (number: number) => Alongside = () => ({}),
): Promise<void> {
  const { actor, tx, version, helplineId, now } = context;
  const keepers = await whoCouldAgree(context, change);
  const number = await insertVersion(tx, {
    ...{ id: uuidv7(), helplineId, version, pageId: page.id, change, ...wanted },
    ...(answersId !== undefined && { answersId }),
    proposedBy: actor.id,
    proposedAt: now,
  });
  await changePage(tx, helplineId, page.id, { ...alongside(number), version, proposedNumber: number });
  announceManual(context);
  await tellAboutPage(context, { to: keepers, kind: 'page-proposed', by: actor.id, pageId: page.id });
}

/** Declines what is proposed, because something more urgent takes its place. Its text becomes the draft, unless there is one. */
export async function setAside(context: Context, page: Page): Promise<void> {
  const { actor, tx, version, helplineId, now } = context;
  const { id, proposed } = page;
  if (!proposed) return;
  const declined = { outcome: 'declined', version, settledBy: actor.id, settledAt: now } as const;
  await settleVersion(tx, { pageId: id, number: proposed.number }, declined);
  const before = await takenBackWith(proposed, () => lastAgreedNumber(tx, id));
  await changePage(tx, helplineId, id, { version, proposedNumber: null, ...draftAgain(page), ...before });
}

/** The columns that make a declined text the draft again. */
export function draftAgain({ proposed, draft }: Page) {
  if (proposed?.change !== 'text' || draft) return {};
  const { proposedBy, proposedAt } = proposed;
  return { ...draftColumns(proposed), draftBy: proposedBy, draftAt: new Date(proposedAt) };
}

/** The texts of a version that hides or retires a page: where it stood and what it was called, without its body. */
export const withoutBody = ({ current, proposed }: Page, words: string): Wanted => ({
  chapter: (current ?? proposed)?.chapter ?? '',
  title: (current ?? proposed)?.title ?? '',
  body: '',
  words,
});
