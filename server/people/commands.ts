import { access } from '#shared/access';
import type { inductionCommands } from '#shared/induction';
import type { peopleCommands } from '#shared/people';
import { refuseIfOvertaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { changeHandlers } from './changes.ts';
import { inductionHandlers } from './induction.ts';
import { invitationHandlers } from './invitations.ts';
import { personToManage } from './managing.ts';
import { changePerson, personById } from './queries.ts';
import type { PeopleReactions } from './reactions.ts';
import { letBackIn, signOut, suspend } from './suspending.ts';

const yourself = 'Your own sign-ins stand under My details, How I sign in. End the others there.';

type Commands = keyof typeof peopleCommands | keyof typeof inductionCommands;

export const peopleHandlers = (reactions: PeopleReactions): Handlers<Commands> => ({
  ...invitationHandlers,
  ...changeHandlers(reactions),
  ...inductionHandlers(reactions),

  async 'person:profile'({ phone, phrases, basedOn }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    permit(context, access['person:profile']);
    const me = await personById(tx, helplineId, actor.id);
    refuseIfOvertaken(
      me!,
      basedOn,
      'You changed this on another page meanwhile. Both are here: choose which to keep.',
    );

    const profile = { ...(phone !== undefined && { phone }), ...(phrases !== undefined && { phrases }) };
    announce('person:changed', await changePerson(tx, actor.id, { version, ...profile }));
    if (phone !== undefined) await reactions.phoneChanged(context, actor.id);
  },

  async 'person:endSignIns'({ personId }, context) {
    const { actor } = context;
    await personToManage(context, 'person:endSignIns', personId);
    refuseUnless(personId !== actor.id, 'conflict', yourself);
    await signOut(context, personId);
  },

  async 'person:suspend'({ personId }, context) {
    await personToManage(context, 'person:suspend', personId);
    const isOneself = personId === context.actor.id;
    refuseUnless(!isOneself, 'conflict', 'You cannot suspend yourself. Ask another manager.');
    await suspend(context, personId, reactions);
  },

  async 'person:restore'({ personId }, context) {
    await personToManage(context, 'person:restore', personId);
    await letBackIn(context, personId);
  },
});
