import { invitationMinutes, mayManagePeople, type peopleCommands } from '#shared/people';
import { refuseIfTaken, refuseUnless, type Context, type Handlers } from '../command.ts';
import { endInvitation, keepInvitation } from '../invitations/queries.ts';
import { currentShiftIdsOf, touchShift } from '../rota/queries.ts';
import {
  endSignIns,
  insertPerson,
  personById,
  setPersonInvited,
  setPersonSuspended,
  setProfile,
} from './queries.ts';

export const peopleHandlers: Handlers<keyof typeof peopleCommands> = {
  async 'person:invite'({ personId, firstName, email, roles, secretHash }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    refuseUnless(mayManagePeople(actor), 'not-yours');

    const person = await refuseIfTaken(
      insertPerson(tx, {
        id: personId,
        helplineId,
        version,
        firstName: firstName.trim(),
        email,
        roles,
        invitedAt: now,
      }),
      'people_email_unique',
      'Somebody with this e-mail address is here already. Look for them in the list of people.',
    );
    await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt: expiryOf(now) });
    announce('person:changed', person);
  },

  async 'person:reinvite'({ personId, secretHash }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const person = await personToManage(context, personId);
    refuseUnless(
      person.suspendedAt === null,
      'conflict',
      'This person is suspended. Let them back in first.',
    );

    await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt: expiryOf(now) });
    announce('person:changed', await setPersonInvited(tx, personId, version, now));
  },

  async 'person:profile'({ phone, phrases }, { actor, tx, version, helplineId, now, announce }) {
    announce('person:changed', await setProfile(tx, actor.id, { version, phone, phrases }));
    if (phone === undefined) return;
    for (const shiftId of await currentShiftIdsOf(tx, actor.id, now))
      announce('shift:changed', await touchShift(tx, helplineId, shiftId, version));
  },

  async 'person:suspend'({ personId }, context) {
    const { actor, tx, version, now, announce, rescope } = context;
    await personToManage(context, personId);
    refuseUnless(personId !== actor.id, 'conflict', 'You cannot suspend yourself. Ask another manager.');

    const person = await setPersonSuspended(tx, personId, version, now);
    await endSignIns(tx, personId);
    await endInvitation(tx, personId);
    announce('person:changed', person);
    rescope(personId);
  },

  async 'person:restore'({ personId }, context) {
    const { tx, version, announce } = context;
    await personToManage(context, personId);
    announce('person:changed', await setPersonSuspended(tx, personId, version, null));
  },
};

const expiryOf = (now: Date) => new Date(now.getTime() + invitationMinutes * 60_000);

async function personToManage({ actor, tx, helplineId }: Context, personId: string) {
  refuseUnless(mayManagePeople(actor), 'not-yours');
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person, 'not-found');
  return person;
}
