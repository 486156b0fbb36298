import { access } from '#shared/access';
import type { Page, pageCommands } from '#shared/pages';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change, Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { pageById } from './queries.ts';

type OnAPage = Exclude<keyof typeof pageCommands, 'page:draft'>;

/** The page, if the actor may send this command about it. */
export async function pageFor(context: Context, command: OnAPage, pageId: string): Promise<Page> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await pageById(tx, helplineId, pageId));
}

/** Everybody who takes calls, and is here. */
export async function supportersOf({ tx, helplineId }: Change): Promise<string[]> {
  const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
  return supporters.filter(({ suspendedAt }) => suspendedAt === null).map(({ id }) => id);
}

/** Tells every open page to fetch what is new in the manual. */
export const announceManual = ({ announce, helplineId, version }: Change) =>
  announce('page:changed', { id: helplineId, version });
