import { access } from '#shared/access';
import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import { mayAgree, mayDecline, needsSecondYes } from '#shared/person-changes';
import {
  refuseIfOvertaken,
  refuseUnless,
  type Context,
  type Fields,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { applyChange, type PersonChange } from './applying.ts';
import { otherManagers, personToManage, tellThemAndManagers } from './managing.ts';
import { changePerson, personById } from './queries.ts';
import type { PeopleReactions } from './reactions.ts';

type Changing = 'change' | 'agree' | 'decline';

const askTheHost =
  'This takes a second manager’s yes, and there is no second manager here. Ask whoever hosts Alongside for you: npm run admin -- person change --email THEIR_ADDRESS';
const anothersWaits = 'Another change for them waits for a yes. Agree to it, or say no, first.';
const anotherProposal = 'This is not what was proposed any more. Look at it again.';

/** Applies what one manager may change alone; proposes the rest, with what they proposed before, which a second manager has to approve. */
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
    const managers = proposed ? await otherManagers(context) : [];
    const agreeing = proposed?.roles ? managers : [...managers, personId];
    refuseUnless(!proposed || agreeing.some((id) => id !== actor.id), 'conflict', askTheHost);
    const isMine = person.proposal === null || person.proposal.by === actor.id;
    refuseUnless(!proposed || isMine, 'conflict', anothersWaits);

    const isDirect = Object.keys(direct).length > 0;
    const changed = isDirect ? await applyChange(context, person, direct, reactions) : person;
    if (!proposed) return;
    const proposal = {
      by: actor.id,
      at: now.toISOString(),
      roles: proposed.roles ?? changed.proposal?.roles ?? null,
      email: proposed.email ?? changed.proposal?.email ?? null,
    };
    announce('person:changed', await changePerson(tx, personId, { version, proposal }));
    await recordAudit(context, 'change-proposed', personId);
    await tellThemAndManagers(context, personId, 'change-proposed', managers);
  },

  async 'person:agree'({ personId, proposedAt }, context) {
    const { person, proposal } = await proposalOf(context, 'person:agree', personId, proposedAt);
    refuseUnless(
      mayAgree(context.actor, person),
      'not-yours',
      'Whoever proposed this cannot also agree to it. Another manager has to.',
    );

    const { roles, email } = proposal;
    await applyChange(context, person, { ...(roles && { roles }), ...(email && { email }) }, reactions);
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
  const direct: PersonChange = {
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

const isSame = (one: Role[], other: Role[]) => one.toSorted().join() === other.toSorted().join();

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
