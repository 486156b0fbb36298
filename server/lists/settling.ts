import { access } from '#shared/access';
import type { listCommands } from '#shared/list-commands';
import type { ListWord } from '#shared/lists';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { clearProposalUpdates, tellAboutLists } from '../updates/tell.ts';
import { withChange } from './new-words.ts';
import {
  changeById,
  changeList,
  isAnythingProposed,
  listById,
  settleChange,
  type KnownChange,
} from './queries.ts';
import { whyNot } from './why-not.ts';

type Settling = Extract<keyof typeof listCommands, 'list:agree' | 'list:decline'>;

/** What the second person says to a proposed change. */
export const settlingHandlers: Handlers<Settling> = {
  async 'list:agree'({ changeId }, context) {
    const change = await proposedChange(context, 'list:agree', changeId);
    const { list, words, proposed } = await listById(context.tx, change.listId);
    const others = proposed.filter(({ id }) => id !== changeId);
    const wrong = whyNot({ list, words, proposed: others }, change);
    refuseUnless(wrong === null, 'conflict', `${wrong} Say no to this one, and propose it anew.`);

    await settle(context, change, 'agreed', words, withChange(words, change));
  },

  async 'list:decline'({ changeId }, context) {
    const change = await proposedChange(context, 'list:decline', changeId);
    const { words } = await listById(context.tx, change.listId);
    await settle(context, change, 'declined', words);
  },
};

const settledAlready = {
  agreed: 'Somebody has agreed to this already. The list shows it.',
  declined: 'This has been taken back, or somebody has said no to it. Nothing has changed.',
};

async function proposedChange(context: Context, command: Settling, changeId: string): Promise<KnownChange> {
  const change = permit(context, access[command], await changeById(context.tx, context.helplineId, changeId));
  const { outcome } = change;
  if (outcome !== 'proposed') refuseUnless(false, 'conflict', settledAlready[outcome]);
  return change;
}

/** Writes down who settled it and how its word read `before`, tells whoever proposed it, and takes the question from the screens of the others once nothing waits. */
async function settle(
  context: Context,
  change: KnownChange,
  outcome: 'agreed' | 'declined',
  before: ListWord[],
  words?: ListWord[],
): Promise<void> {
  const { actor, tx, helplineId, version, now, announce } = context;
  const was = before.find(({ slug }) => slug === change.slug)?.words ?? null;
  await settleChange(tx, change.id, { outcome, was, version, settledBy: actor.id, settledAt: now });
  announce('list:changed', await changeList(tx, change.listId, { version, ...(words && { words }) }));
  if (change.proposedBy !== actor.id)
    await tellAboutLists(context, { to: [change.proposedBy], kind: `list-${outcome}`, by: actor.id });
  if (await isAnythingProposed(tx, helplineId)) return;
  const keepers = await peopleWhoAre(tx, helplineId, 'supporter', 'manager');
  await clearProposalUpdates(
    context,
    'list-proposed',
    keepers.map(({ id }) => id),
  );
}
