import { isToBeRead, type Page, type PageVersion, type pageCommands } from '#shared/pages';
import { refuseUnlessProposed, takenBackWith } from '../agreement/settling.ts';
import type { Context, Handlers } from '../platform/live/commands/command.ts';
import { announceManual, pageFor } from './guards.ts';
import { draftAgain } from './proposing.ts';
import { changePage } from './queries.ts';
import { forgetReadings } from './reading-queries.ts';
import { finishReviews } from './reviews.ts';
import { lastAgreedNumber, settleVersion } from './version-queries.ts';

type Settling = Extract<keyof typeof pageCommands, 'page:agree' | 'page:decline'>;

/** What the second person says to a proposed version. */
export const settlingHandlers: Handlers<Settling> = {
  async 'page:agree'({ pageId, number }, context) {
    const { tx, version, helplineId } = context;
    const { page, proposed, settled } = await proposedOn(context, 'page:agree', pageId, number);

    const answersId = await settleVersion(tx, { pageId, number }, { outcome: 'agreed', ...settled });
    const agreed = { version, proposedNumber: null, ...inForce(page, proposed, context.now) };
    await changePage(tx, helplineId, pageId, agreed);
    if (proposed.change === 'retire') await forgetReadings(tx, pageId);
    announceManual(context);
    if (proposed.change === 'text') await finishReviews(context, pageId, answersId);
  },

  async 'page:decline'({ pageId, number }, context) {
    const { tx, version, helplineId } = context;
    const { page, proposed, settled } = await proposedOn(context, 'page:decline', pageId, number);

    await settleVersion(tx, { pageId, number }, { outcome: 'declined', ...settled });
    const before = await takenBackWith(proposed, () => lastAgreedNumber(tx, pageId));
    await changePage(tx, helplineId, pageId, {
      version,
      proposedNumber: null,
      ...draftAgain(page),
      ...before,
    });
    announceManual(context);
  },
};

/** The version that the actor has seen as proposed. */
async function proposedOn(context: Context, command: Settling, pageId: string, number: number) {
  const page = await pageFor(context, command, pageId);
  const proposed = refuseUnlessProposed(page.proposed, number, 'page');
  const { actor, version, now } = context;
  return { page, proposed, settled: { version, settledBy: actor.id, settledAt: now } };
}

/** What an agreed version does to its page. A new text has to be read anew, where the one before had to be read. */
function inForce(page: Page, { change, number }: PageVersion, now: Date) {
  if (change === 'retire') return { state: 'retired', mustReadSince: null } as const;
  if (change !== 'text') return {};
  const mustReadSince = isToBeRead(page, now.getTime()) ? now : null;
  return { state: 'published', currentNumber: number, mustReadSince } as const;
}
