import type { Person, Proposal } from '#shared/people';
import { endMailedInvitation } from '../invitations/queries.ts';
import { dropWaiting } from '../notifications/waiting-queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseIfTaken } from '../platform/live/commands/command.ts';
import { addressTaken, tellThemAndManagers } from './managing.ts';
import { changePerson, peopleWhoAre } from './queries.ts';
import type { PeopleReactions } from './reactions.ts';
import type { ByManagerOrHost } from './suspending.ts';

export type PersonChange = Partial<Pick<Person, 'firstName' | 'email' | 'roles'>>;

/**
 * Changes a person, and tells them and the managers. A change of roles reaches their pages, and whatever was assigned to them by a lost role, at
 * once. Refuses `conflict` with the sentence `taken` where the e-mail address is somebody else's.
 */
export async function applyChange(
  context: ByManagerOrHost,
  person: Person,
  change: PersonChange,
  { rolesLost }: Pick<PeopleReactions, 'rolesLost'>,
  taken = addressTaken,
): Promise<Person> {
  const { tx, version, helplineId, now, announce, resync } = context;
  const proposal = stillProposed(person, change, now);
  const link = change.email === undefined ? {} : await withoutMailedLink(context, person.id);
  const changed = await refuseIfTaken(
    changePerson(tx, person.id, { version, proposal, ...link, ...change }),
    'people_email_in_helpline',
    taken,
  );
  announce('person:changed', changed);
  const { roles, ...details } = change;
  if (roles) await recordAudit(context, 'roles-changed', person.id);
  if (Object.keys(details).length > 0) await recordAudit(context, 'person-changed', person.id);
  if (change.email) await tellThemAndManagers(context, person.id, 'email-changed');
  if (!roles) return changed;

  await tellThemAndManagers(context, person.id, 'roles-changed');
  const lost = person.roles.filter((role) => !changed.roles.includes(role));
  await rolesLost(context, person.id, { lost, left: changed.roles });
  resync(person.id);
  // Supporters see only managers and supervisors; only a full welcome removes a name from their pages.
  if (changed.roles.every((role) => role === 'supporter') && lost.length > 0)
    for (const { id } of await peopleWhoAre(tx, helplineId, 'supporter')) resync(id);
  return changed;
}

/** Whoever reads what comes to the old address must not come in with it. Returns what this changes in the row. */
async function withoutMailedLink({ tx, now }: ByManagerOrHost, personId: string) {
  if (!(await endMailedInvitation(tx, personId))) return {};
  await dropWaiting(tx, personId, 'link', now);
  return { invitedUntil: null, linkAskedBy: null };
}

/** What of a proposal a change leaves to be agreed to. A new `at`, where it is less: nobody agrees to what they have not read. */
function stillProposed({ proposal }: Person, change: PersonChange, now: Date): Proposal | null {
  if (proposal === null) return null;
  const roles = change.roles === undefined ? proposal.roles : null;
  const email = change.email === undefined ? proposal.email : null;
  if (roles === null && email === null) return null;
  const isWhole = roles === proposal.roles && email === proposal.email;
  return isWhole ? proposal : { by: proposal.by, at: now.toISOString(), roles, email };
}
