import { mayManagePeople, type Person } from '#shared/people';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { peopleWhoAre, personById } from './queries.ts';

export const refuseUnlessManager = ({ actor }: Context) => refuseUnless(mayManagePeople(actor), 'not-yours');

/** `not-yours` for anybody but a manager, `not-found` for somebody of another helpline. */
export async function personToManage(context: Context, personId: string): Promise<Person> {
  refuseUnlessManager(context);
  const person = await personById(context.tx, context.helplineId, personId);
  refuseUnless(person, 'not-found');
  return person;
}

/** The ids of the managers who are not suspended, other than the actor. */
export async function otherManagers({ actor, tx, helplineId }: Context): Promise<string[]> {
  const managers = await peopleWhoAre(tx, helplineId, 'manager');
  return managers
    .filter(({ id, suspendedAt }) => suspendedAt === null && id !== actor.id)
    .map(({ id }) => id);
}
