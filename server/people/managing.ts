import { access } from '#shared/access';
import { isHere, wasErased, type Person } from '#shared/people';
import type { Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { peopleWhoAre, personById } from './queries.ts';
import type { ByManagerOrHost } from './suspending.ts';

type Managing =
  `person:${'induction' | 'reinvite' | 'sendLink' | 'showLink' | 'change' | 'endSignIns' | 'suspend' | 'restore'}`;

export const addressTaken =
  'Somebody with this e-mail address is here already. Look for them in the list of people.';

/** Asks the command's permission: `not-yours` unless the actor is a manager, `not-found` for a person of another helpline or one who was erased. */
export async function personToManage(context: Context, command: Managing, personId: string): Promise<Person> {
  const { tx, helplineId } = context;
  const person = await personById(tx, helplineId, personId);
  return permit(context, access[command], person && !wasErased(person) ? person : null);
}

/** The ids of the managers who are here, other than the actor; of all of them, for the host. */
export async function otherManagers({ actor, tx, helplineId }: ByManagerOrHost): Promise<string[]> {
  const managers = await peopleWhoAre(tx, helplineId, 'manager');
  return managers.filter((person) => isHere(person) && person.id !== actor?.id).map(({ id }) => id);
}

/** Tells the person and every manager of a change of them, except whoever made it; a new e-mail address of one's own is told too. `others`: the other managers, if they are known. */
export async function tellThemAndManagers(
  change: ByManagerOrHost,
  personId: string,
  kind: 'change-proposed' | 'email-changed' | 'roles-changed' | 'link-requested',
  others?: string[],
): Promise<void> {
  const by = change.actor?.id ?? null;
  const to = new Set([personId, ...(others ?? (await otherManagers(change)))]);
  const tellsMaker = kind === 'email-changed' && by === personId;
  const told = [...to].filter((id) => tellsMaker || id !== by);
  await tellAboutPerson(change, { to: told, kind, by, aboutId: personId });
}
