import { access } from '#shared/access';
import type { peopleCommands } from '#shared/people';
import { refuseIfOvertaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { endInvitation } from '../invitations/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { changeHandlers } from './changes.ts';
import { invitationHandlers } from './invitations.ts';
import { personToManage } from './managing.ts';
import { changePerson, personById } from './queries.ts';
import { endSignIns } from './sign-in-queries.ts';
import type { PeopleReactions } from './reactions.ts';

const yourself = 'Your own sign-ins stand under My details, How I sign in. End the others there.';

export const peopleHandlers = (reactions: PeopleReactions): Handlers<keyof typeof peopleCommands> => ({
  ...invitationHandlers,
  ...changeHandlers(reactions),

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
    const { actor, tx, resync } = context;
    const person = await personToManage(context, 'person:endSignIns', personId);
    refuseUnless(personId !== actor.id, 'conflict', yourself);
    refuseUnless(
      person.suspendedAt === null,
      'conflict',
      `${person.firstName} is suspended: nobody is signed in.`,
    );

    await endSignIns(tx, personId);
    await recordAudit(context, 'sign-ins-ended', personId);
    await tellAboutPerson(context, {
      to: [personId],
      kind: 'sign-ins-ended',
      by: actor.id,
      aboutId: personId,
    });
    resync(personId);
  },

  async 'person:suspend'({ personId }, context) {
    const { actor, tx, version, now, announce, resync } = context;
    await personToManage(context, 'person:suspend', personId);
    refuseUnless(personId !== actor.id, 'conflict', 'You cannot suspend yourself. Ask another manager.');

    const gone = { suspendedAt: now, invitedUntil: null, linkAskedBy: null, proposal: null };
    announce('person:changed', await changePerson(tx, personId, { version, ...gone }));
    await endSignIns(tx, personId);
    await endInvitation(tx, personId);
    await reactions.suspended(context, personId);
    await recordAudit(context, 'person-suspended', personId);
    resync(personId);
  },

  async 'person:restore'({ personId }, context) {
    const { tx, version, announce } = context;
    await personToManage(context, 'person:restore', personId);
    announce('person:changed', await changePerson(tx, personId, { version, suspendedAt: null }));
    await recordAudit(context, 'person-restored', personId);
  },
});
