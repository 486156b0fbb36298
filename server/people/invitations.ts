import { access } from '#shared/access';
import { uuidv7 } from 'uuidv7';
import type { Person } from '#shared/people';
import { mayShowLink, needsSecondYes } from '#shared/person-changes';
import {
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { helplineById } from '../helpline/queries.ts';
import { endInvitation, keepInvitation } from '../invitations/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { insertNotifications } from '../notifications/outbox-queries.ts';
import { dropWaiting } from '../notifications/waiting-queries.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { addressTaken, otherManagers, personToManage, tellThemAndManagers } from './managing.ts';
import { changePerson, insertPerson, personById } from './queries.ts';

type Inviting = 'invite' | 'reinvite' | 'sendLink' | 'showLink' | 'stopLink';

const suspended = 'This person is suspended. Let them back in first.';
const signedIn =
  'You are signed in. Add what you need under My details, How I sign in; if you cannot, ask another manager, or whoever hosts Alongside.';
const nobodyToShow =
  'No e-mail can be sent to them from here, and there is no second manager to show them the link. Ask whoever hosts Alongside for you: npm run admin -- person link --email THEIR_ADDRESS';

/** One-time links: for a new person shown to the inviting manager; for a person who has signed in before, sent to them alone. */
export const invitationHandlers: Handlers<`person:${Inviting}`> = {
  async 'person:invite'({ personId, firstName, email, roles, secretHash }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['person:invite']);
    const nobodyYet = { id: personId, roles: [] };
    const proposed = needsSecondYes(actor, nobodyYet, roles);
    const managers = await otherManagers(context);
    refuseUnless(!proposed || managers.length > 0, 'conflict', askTheHost);

    const invitedUntil = await untilOf(context);
    const row = {
      id: personId,
      helplineId,
      version,
      firstName,
      email,
      roles: proposed ? roles.filter((role) => role === 'supporter') : roles,
      proposal: proposed ? { by: actor.id, at: now.toISOString(), roles, email: null } : null,
      invitedAt: now,
      invitedUntil,
      invitedBy: actor.id,
    };
    announce(
      'person:changed',
      await refuseIfTaken(insertPerson(tx, row), 'people_email_in_helpline', addressTaken),
    );
    await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt: invitedUntil });
    await recordAudit(context, 'person-invited', personId);
    if (!proposed) return;
    await recordAudit(context, 'change-proposed', personId);
    await tellAboutPerson(context, {
      to: managers,
      kind: 'change-proposed',
      by: actor.id,
      aboutId: personId,
    });
  },

  async 'person:reinvite'({ personId, secretHash }, context) {
    const person = await personToManage(context, 'person:reinvite', personId);
    refuseUnless(person.suspendedAt === null, 'conflict', suspended);
    refuseUnless(
      !person.isIn,
      'not-yours',
      `${person.firstName} has come in before, so a new link goes to them and not to you.`,
    );

    await showLink(context, person, secretHash);
    await recordAudit(context, 'person-invited', personId);
  },

  async 'person:sendLink'({ personId }, context) {
    const { actor, tx, version, helplineId, channels, announce } = context;
    const person = await personToManage(context, 'person:sendLink', personId);
    // Otherwise an unlocked screen would do where a change of one's sign-in methods asks for a proof.
    refuseUnless(personId !== actor.id, 'conflict', signedIn);
    refuseUnless(person.suspendedAt === null, 'conflict', suspended);
    refuseUnless(person.isIn, 'conflict', 'They have not come in yet. Make them a link to hand over.');
    const canSend = channels.email && person.email !== null;
    const managers = await otherManagers(context);
    const showing = managers.filter((id) => id !== personId);
    refuseUnless(canSend || showing.length > 0, 'conflict', nobodyToShow);

    const invitedUntil = await untilOf(context);
    await endLink(context, personId);
    if (canSend) {
      await keepInvitation(tx, { personId, helplineId, byEmail: true, expiresAt: invitedUntil });
      await mailLink(context, personId);
    }
    const waiting = canSend
      ? { invitedUntil, linkAskedBy: null }
      : { invitedUntil: null, linkAskedBy: actor.id };
    announce('person:changed', await changePerson(tx, personId, { version, ...waiting }));
    await recordAudit(context, 'link-requested', personId);
    await tellThemAndManagers(context, personId, 'link-requested', managers);
  },

  async 'person:showLink'({ personId, secretHash }, context) {
    const { actor } = context;
    const person = await personToManage(context, 'person:showLink', personId);
    refuseUnless(person.suspendedAt === null, 'conflict', suspended);
    refuseUnless(person.linkAskedBy !== null, 'conflict', 'Nobody asks for a link for them any more.');
    refuseUnless(
      mayShowLink(actor, person) && personId !== actor.id,
      'not-yours',
      'You asked for this link, or it is for you: another manager has to hand it over.',
    );

    await showLink(context, person, secretHash);
    await recordAudit(context, 'link-shown', personId);
  },

  async 'person:stopLink'({ personId }, context) {
    const { tx, version, helplineId, announce } = context;
    permit(context, access['person:stopLink'], await personById(tx, helplineId, personId));

    await endLink(context, personId);
    const none = { version, invitedUntil: null, linkAskedBy: null };
    announce('person:changed', await changePerson(tx, personId, none));
    await recordAudit(context, 'link-stopped', personId);
  },
};

/** The sender makes the secret as it writes the e-mail, so that it is stored nowhere; quiet hours do not hold it back. */
async function mailLink({ tx, helplineId, version, now }: Context, personId: string) {
  const row = {
    id: uuidv7(),
    helplineId,
    version,
    personId,
    deviceId: null,
    path: '/join',
    createdAt: now,
    dueAt: now,
  };
  await insertNotifications(tx, [{ ...row, channel: 'email', kind: 'link' }]);
}

async function showLink(context: Context, { id: personId, isIn }: Person, secretHash: string) {
  const { actor, tx, version, helplineId, now, announce } = context;
  const invitedUntil = await untilOf(context);
  await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt: invitedUntil });
  const shown = { invitedUntil, invitedBy: actor.id, linkAskedBy: null, ...(!isIn && { invitedAt: now }) };
  announce('person:changed', await changePerson(tx, personId, { version, ...shown }));
}

async function endLink({ tx, now }: Context, personId: string) {
  await endInvitation(tx, personId);
  await dropWaiting(tx, personId, 'link', now);
}

async function untilOf({ tx, helplineId, now }: Context): Promise<Date> {
  const { invitationDays } = await helplineById(tx, helplineId);
  return new Date(now.getTime() + invitationDays * 86_400_000);
}

const askTheHost =
  'A manager or supervisor takes a second manager’s yes, and there is no second manager here. Ask whoever hosts Alongside for you: npm run admin -- person invite';
