import { endInvitation } from '../invitations/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type ByWhom, type Change } from '../platform/live/commands/command.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { changePerson, personById } from './queries.ts';
import type { PeopleReactions } from './reactions.ts';
import { endSignIns } from './sign-in-queries.ts';

/** A change by a manager, or by the host at the admin shell, for whom `actor` is null. Never left out: the audit log names it. */
export type ByManagerOrHost = ByWhom & Required<Pick<ByWhom, 'actor'>>;

const nobodyIn = 'They are suspended, so nobody is signed in.';

/** Refuses `conflict` with this sentence unless the person, read in this transaction, is suspended or not: two may press at once. */
async function refuseUnlessIs(
  { tx, helplineId }: Change,
  personId: string,
  { suspended, otherwise }: { suspended: boolean; otherwise: string },
) {
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person && (person.suspendedAt !== null) === suspended, 'conflict', otherwise);
}

/** Ends every sign-in of a person, and tells them so. They can sign in again. */
export async function signOut(change: ByManagerOrHost, personId: string): Promise<void> {
  await refuseUnlessIs(change, personId, { suspended: false, otherwise: nobodyIn });
  await endSignIns(change.tx, personId);
  await recordAudit(change, 'sign-ins-ended', personId);
  const by = change.actor?.id ?? null;
  await tellAboutPerson(change, { to: [personId], kind: 'sign-ins-ended', by, aboutId: personId });
  change.resync(personId);
}

/** Keeps a person out: ends their sign-ins and their link, and releases all that was assigned to them. */
export async function suspend(
  change: ByManagerOrHost,
  personId: string,
  { suspended }: Pick<PeopleReactions, 'suspended'>,
): Promise<void> {
  const { tx, version, now, announce, resync } = change;
  await refuseUnlessIs(change, personId, { suspended: false, otherwise: 'They are suspended already.' });
  const gone = { suspendedAt: now, invitedUntil: null, linkAskedBy: null, proposal: null };
  announce('person:changed', await changePerson(tx, personId, { version, ...gone }));
  await endSignIns(tx, personId);
  await endInvitation(tx, personId);
  await suspended(change, personId);
  await recordAudit(change, 'person-suspended', personId);
  resync(personId);
}

/** Lets a suspended person in again, without what they had before. */
export async function letBackIn(change: ByManagerOrHost, personId: string): Promise<void> {
  const { tx, version, announce } = change;
  await refuseUnlessIs(change, personId, { suspended: true, otherwise: 'They are not suspended.' });
  announce('person:changed', await changePerson(tx, personId, { version, suspendedAt: null }));
  await recordAudit(change, 'person-restored', personId);
}
