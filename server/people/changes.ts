import { access } from '#shared/access';
import type { Person, Proposal } from '#shared/people';
import type { Role } from '#shared/viewer';
import { mayAgree, mayDecline, needsSecondYes } from '#shared/person-changes';
import {
  refuseIfOvertaken,
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Fields,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { addressTaken, otherManagers, personToManage } from './managing.ts';
import { changePerson, peopleWhoAre, personById } from './queries.ts';
import type { PeopleReactions } from './reactions.ts';

type Changing = 'change' | 'agree' | 'decline';
type Change = Partial<Pick<Person, 'firstName' | 'email' | 'roles'>>;

const askTheHost =
  'This takes a second manager’s yes, and there is no second manager here. Ask whoever hosts Alongside for you: npm run admin -- person change --email THEIR_ADDRESS';
const anotherProposal = 'This is not what was proposed any more. Look at it again.';

/** Applies what one manager may change alone; proposes the rest, which a second manager has to approve. */
export const changeHandlers = (reactions: PeopleReactions): Handlers<`person:${Changing}`> => ({
  async 'person:change'({ personId, basedOn, ...wanted }, context) {
    const { actor, tx, version, now, announce } = context;
    const person = await personToManage(context, 'person:change', personId);
    refuseIfOvertaken(
      person,
      basedOn,
      'Somebody else has changed this meanwhile. Both are here: choose which to keep.',
    );
    const { direct, proposed } = partsOf(context, person, wanted);
    refuseUnless(
      personId !== actor.id || !direct.roles || direct.roles.includes('manager'),
      'conflict',
      'You cannot stop being a manager yourself. Ask another manager.',
    );
    const managers = await otherManagers(context);
    const agreeing = proposed?.roles ? managers : [...managers, personId];
    refuseUnless(!proposed || agreeing.some((id) => id !== actor.id), 'conflict', askTheHost);

    if (Object.keys(direct).length > 0) await applyChange(context, reactions, person, direct);
    if (!proposed) return;
    const proposal = { by: actor.id, at: now.toISOString(), ...proposed };
    announce('person:changed', await changePerson(tx, personId, { version, proposal }));
    await recordAudit(context, 'change-proposed', personId);
    await tellOthers(context, personId, 'change-proposed');
  },

  async 'person:agree'({ personId, proposedAt }, context) {
    const { person, proposal } = await proposalOf(context, 'person:agree', personId, proposedAt);
    refuseUnless(
      mayAgree(context.actor, person),
      'not-yours',
      'Whoever proposed this cannot also agree to it. Another manager has to.',
    );

    const { roles, email } = proposal;
    await applyChange(context, reactions, person, { ...(roles && { roles }), ...(email && { email }) });
    await recordAudit(context, 'change-agreed', personId);
  },

  async 'person:decline'({ personId, proposedAt }, context) {
    const { actor, tx, version, announce } = context;
    const { person, proposal } = await proposalOf(context, 'person:decline', personId, proposedAt);
    refuseUnless(mayDecline(actor, person), 'not-yours');

    announce('person:changed', await changePerson(tx, personId, { version, proposal: null }));
    await recordAudit(context, 'change-declined', personId);
    if (proposal.by === actor.id) return;
    const update = { kind: 'change-declined', by: actor.id, aboutId: personId } as const;
    await tellAboutPerson(context, { to: [proposal.by], ...update });
  },
});

/** Splits a change; `proposed` is null if nothing of it needs a second manager. */
function partsOf({ actor }: Context, person: Person, wanted: Omit<Fields<'person:change'>, 'personId'>) {
  const { firstName, email, roles } = wanted;
  const newRoles = roles && !isSame(roles, person.roles) ? roles : undefined;
  const newEmail = email !== undefined && email !== person.email ? email : undefined;
  // A manager who can choose the address of a person's link could sign in as that person.
  const asksForEmail = newEmail !== undefined && person.isIn && person.id !== actor.id;
  const asksForRoles = newRoles !== undefined && needsSecondYes(actor, person, newRoles);
  const direct: Change = {
    ...(firstName !== undefined && firstName !== person.firstName && { firstName }),
    ...(newEmail !== undefined && !asksForEmail && { email: newEmail }),
    ...(newRoles && !asksForRoles && { roles: newRoles }),
  };
  const proposed =
    asksForEmail || asksForRoles
      ? { roles: asksForRoles ? newRoles : null, email: asksForEmail ? newEmail : null }
      : null;
  return { direct, proposed };
}

/** What of a proposal a change leaves to be agreed to. A new `at`, where it is less: nobody agrees to what they have not read. */
function stillProposed({ proposal }: Person, change: Change, now: Date): Proposal | null {
  if (proposal === null) return null;
  const roles = change.roles === undefined ? proposal.roles : null;
  const email = change.email === undefined ? proposal.email : null;
  if (roles === null && email === null) return null;
  const isWhole = roles === proposal.roles && email === proposal.email;
  return isWhole ? proposal : { by: proposal.by, at: now.toISOString(), roles, email };
}

const isSame = (one: Role[], other: Role[]) => one.toSorted().join() === other.toSorted().join();

/** Applies a change of roles at once to the person's pages and to everything assigned to them. */
async function applyChange(context: Context, reactions: PeopleReactions, person: Person, change: Change) {
  const { tx, version, helplineId, now, announce, resync } = context;
  const proposal = stillProposed(person, change, now);
  const changed = await refuseIfTaken(
    changePerson(tx, person.id, { version, proposal, ...change }),
    'people_email_in_helpline',
    addressTaken,
  );
  announce('person:changed', changed);
  const { roles, ...details } = change;
  if (roles) await recordAudit(context, 'roles-changed', person.id);
  if (Object.keys(details).length > 0) await recordAudit(context, 'person-changed', person.id);
  if (change.email) await tellOthers(context, person.id, 'email-changed');
  if (!roles) return;

  await tellOthers(context, person.id, 'roles-changed');
  const lost = person.roles.filter((role) => !changed.roles.includes(role));
  await reactions.rolesLost(context, person.id, lost);
  resync(person.id);
  // Supporters see only managers and supervisors; only a full welcome removes a name from their pages.
  if (changed.roles.every((role) => role === 'supporter') && lost.length > 0)
    for (const { id } of await peopleWhoAre(tx, helplineId, 'supporter')) resync(id);
}

async function tellOthers(
  context: Context,
  personId: string,
  kind: 'change-proposed' | 'email-changed' | 'roles-changed',
) {
  const to = [...new Set([personId, ...(await otherManagers(context))])];
  const others = to.filter((id) => id !== context.actor.id);
  await tellAboutPerson(context, { to: others, kind, by: context.actor.id, aboutId: personId });
}

async function proposalOf(
  context: Context,
  command: 'person:agree' | 'person:decline',
  personId: string,
  proposedAt: string,
) {
  const { tx, helplineId } = context;
  const person = permit(context, access[command], await personById(tx, helplineId, personId));
  const { proposal } = person;
  refuseUnless(proposal !== null && proposal.at === proposedAt, 'conflict', anotherProposal);
  return { person, proposal };
}
