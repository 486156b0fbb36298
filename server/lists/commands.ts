import { uuidv7 } from 'uuidv7';
import { access } from '#shared/access';
import type { listCommands } from '#shared/list-commands';
import { mostProposed, rolesToAgree, type List, type ListName } from '#shared/lists';
import { isHere } from '#shared/people';
import { starterLists } from '#shared/starter-lists';
import type { Role } from '#shared/viewer';
import { peopleWhoAre } from '../people/queries.ts';
import {
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellAboutLists } from '../updates/tell.ts';
import type { Wanted } from './new-words.ts';
import { changeList, insertChange, insertList, listNamed } from './queries.ts';
import { settlingHandlers } from './settling.ts';
import { whyNot } from './why-not.ts';

const nothing = { slug: null, words: null, group: null, order: null };

export const listHandlers: Handlers<keyof typeof listCommands> = {
  ...settlingHandlers,

  async 'list:add'({ changeId, list, words, group }, context) {
    permit(context, access['list:add']);
    await propose(context, list, changeId, { ...nothing, change: 'add', words, group });
  },

  async 'list:rename'({ changeId, list, slug, words }, context) {
    permit(context, access['list:rename']);
    await propose(context, list, changeId, { ...nothing, change: 'rename', slug, words });
  },

  async 'list:retire'({ changeId, list, slug }, context) {
    permit(context, access['list:retire']);
    await propose(context, list, changeId, { ...nothing, change: 'retire', slug });
  },

  async 'list:order'({ changeId, list, slugs }, context) {
    permit(context, access['list:order']);
    await propose(context, list, changeId, { ...nothing, change: 'order', order: slugs });
  },
};

/** Writes a change down, which waits for a second person, and tells those who can agree. */
async function propose(context: Context, name: ListName, changeId: string, wanted: Wanted): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  const list = (await listNamed(tx, helplineId, name)) ?? firstOf(name);
  const listId = list.id || uuidv7();
  refuseUnless(
    list.proposed.length < mostProposed,
    'conflict',
    `${mostProposed} changes to this list wait for a second yes already. Settle some of them first.`,
  );
  const wrong = whyNot(list, wanted);
  refuseUnless(wrong === null, 'conflict', wrong ?? undefined);
  const needs = rolesToAgree(actor);
  const others = await whoMayAgree(context, needs);
  refuseUnless(others.length > 0, 'conflict', `${nobodyYet(needs)} What you wrote is still here.`);

  if (!list.id) await insertList(tx, { id: listId, helplineId, version, list: name, words: list.words });
  const change = { id: changeId, helplineId, version, listId, ...wanted, needs };
  const proposed = { outcome: 'proposed', proposedBy: actor.id, proposedAt: now } as const;
  await refuseIfTaken(
    insertChange(tx, { ...change, ...proposed }),
    'list_changes_pkey',
    'That has been proposed already.',
  );
  announce('list:changed', await changeList(tx, listId, { version }));
  await tellAboutLists(context, { to: others, kind: 'list-proposed', by: actor.id });
}

/** The list as every helpline has it at first, before it has a row. */
const firstOf = (list: ListName): List => ({
  ...{ id: '', version: 0 },
  list,
  words: starterLists[list],
  proposed: [],
});

/** Everybody else with one of these roles who is here. */
async function whoMayAgree({ tx, helplineId, actor }: Context, needs: Role[]): Promise<string[]> {
  const found = await peopleWhoAre(tx, helplineId, ...needs);
  return found.filter((person) => isHere(person) && person.id !== actor.id).map(({ id }) => id);
}

const nobodyYet = (needs: Role[]) =>
  needs.length > 1
    ? 'This takes the yes of another supporter or manager, and there is nobody else yet.'
    : `This takes the yes of a ${needs[0]}, and there is none here yet.`;
