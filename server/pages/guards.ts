import { access } from '#shared/access';
import type { Page, pageCommands } from '#shared/pages';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Change, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { pageById } from './queries.ts';

type OnAPage = Exclude<keyof typeof pageCommands, 'page:draft'>;

/** The page, if the actor may send this command about it. */
export async function pageFor(context: Context, command: OnAPage, pageId: string): Promise<Page> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await pageById(tx, helplineId, pageId));
}

/** Refuses `conflict` if the page has changed since the sender saw it. */
export function refuseIfOvertaken({ version }: Pick<Page, 'version'>, basedOn: number): void {
  refuseUnless(
    version === basedOn,
    'conflict',
    'Somebody else has changed this page meanwhile. Your words are still here: look at both, and choose.',
  );
}

export function refuseIfProposed({ proposed }: Page): void {
  refuseUnless(
    proposed === null,
    'conflict',
    'A change to this page waits for a second yes already. Settle that one first.',
  );
}

/** Everybody else who keeps the manual, and is here. */
export async function otherKeepers({ tx, helplineId, actor }: Pick<Context, 'tx' | 'helplineId' | 'actor'>) {
  const keepers = await peopleWhoAre(tx, helplineId, 'manager', 'supervisor');
  return keepers.filter(({ id, suspendedAt }) => id !== actor.id && suspendedAt === null).map(({ id }) => id);
}

/** Everybody who takes calls, and is here. */
export async function supportersOf({ tx, helplineId }: Change): Promise<string[]> {
  const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
  return supporters.filter(({ suspendedAt }) => suspendedAt === null).map(({ id }) => id);
}

/** Tells every open page to fetch what is new in the manual. */
export const announceManual = ({ announce, helplineId, version }: Change) =>
  announce('page:changed', { id: helplineId, version });
