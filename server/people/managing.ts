import { access } from '#shared/access';
import { wasErased, type Person } from '#shared/people';
import type { Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { peopleWhoAre, personById } from './queries.ts';

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

/** The ids of the managers who are not suspended, other than the actor. */
export async function otherManagers({ actor, tx, helplineId }: Context): Promise<string[]> {
  const managers = await peopleWhoAre(tx, helplineId, 'manager');
  return managers
    .filter(({ id, suspendedAt }) => suspendedAt === null && id !== actor.id)
    .map(({ id }) => id);
}
