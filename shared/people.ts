import * as v from 'valibot';
import { changeOf, email, firstName, id, instant, line, phone, sha256, someOf, type Row } from './shapes.ts';
import type { Induction } from './induction.ts';
import { isA, roles, type Role, type Viewer } from './viewer.ts';

export type Person = Row & {
  firstName: string;
  roles: Role[];
  email: string | null;
  /** The number to call when the screen fails. */
  phone: string | null;
  /** This person's ready phrases for the chat; empty for other viewers. */
  phrases: string[];
  suspendedAt: string | null;
  invitedAt: string | null;
  /** When their one-time link expires; null for no link. */
  invitedUntil: string | null;
  /** Whether they have ever signed in. A link for a person who has is sent to them alone. */
  isIn: boolean;
  /** A change that waits for a second manager; visible to managers and the person. */
  proposal: Proposal | null;
  /** The manager who requested a new link that cannot be e-mailed: a second manager has to show it. */
  linkAskedBy: string | null;
  /** The days in which they learn the work; null for none. Visible to managers and the person. */
  induction: Induction | null;
};

/** Whether this person can be asked for anything: they have come in at least once, and are not suspended. */
export const isHere = ({ isIn, suspendedAt }: Pick<Person, 'isIn' | 'suspendedAt'>): boolean =>
  isIn && suspendedAt === null;

/** A change of roles or of the e-mail address that needs a second manager. Null: unchanged. */
export type Proposal = { by: string; at: string; roles: Role[] | null; email: string | null };

const phrase = v.pipe(line, v.maxLength(80));

const someRoles = v.pipe(someOf(roles), v.minLength(1));
/** Of the secret in the one-time link. The browser makes the secret; the server never holds it. */
const secretHash = sha256;

/** The most ready phrases per person. */
export const mostPhrases = 8;

const changeable = {
  firstName: v.optional(firstName),
  email: v.optional(email),
  roles: v.optional(someRoles),
};
/** What existing rows may hold: a longer name from before the limit, no e-mail address, or no role before a second manager agrees. */
const existing = {
  firstName: v.optional(line),
  email: v.optional(v.nullable(email)),
  roles: v.optional(someOf(roles)),
};
const profile = {
  phone: v.optional(v.nullable(phone)),
  phrases: v.optional(v.pipe(v.array(phrase), v.maxLength(mostPhrases))),
};
const onePerson = v.strictObject({ personId: id });
const oneProposal = v.strictObject({ personId: id, proposedAt: instant });

export const peopleCommands = {
  'person:invite': v.strictObject({ personId: id, firstName, email, roles: someRoles, secretHash }),
  /** A new link for a person who has never signed in. */
  'person:reinvite': v.strictObject({ personId: id, secretHash }),
  /** A new link for a person who has signed in before: it is e-mailed to them, or waits for a second manager to show it. */
  'person:sendLink': onePerson,
  /** The second manager's step, if no e-mail can be sent. */
  'person:showLink': v.strictObject({ personId: id, secretHash }),
  /** Revokes a link that was not wanted. For the person and for managers. */
  'person:stopLink': onePerson,
  /** Fields that are left out stay unchanged. `basedOn` holds what the sender saw in the fields that they change. */
  'person:change': changeOf({ personId: id }, changeable, existing),
  /** Approves a proposal, identified by its time so that nobody approves another one. */
  'person:agree': oneProposal,
  /** Declines a proposal, or withdraws one's own. */
  'person:decline': oneProposal,
  /** One's own row: fields that are left out stay unchanged. */
  'person:profile': changeOf({}, profile),
  /** Ends every sign-in of another person, for example after they lost a device. They may sign in again at once. */
  'person:endSignIns': onePerson,
  'person:suspend': onePerson,
  'person:restore': onePerson,
};
export type PeopleNews = { 'person:changed': Person };

/** The name that stands where somebody was erased. */
export const nameOfErased = 'Somebody who has left';
/** Whether this person was erased: nothing is known of them, and they never come back. */
export const wasErased = ({ suspendedAt, roles, email, firstName }: Person): boolean =>
  suspendedAt !== null && roles.length === 0 && email === null && firstName === nameOfErased;

/** Default lifetime of a one-time link in days. */
export const usualInvitationDays = 3;
/** Managers: invitations, links, changes, suspension. */
export const mayManagePeople = (viewer: Viewer) => isA(viewer, 'manager');

/**
 * Managers see everybody; all others see managers and supervisors by first name and whether they have come in, with the phone number of managers;
 * nobody sees another person's ready phrases. Null if the viewer may not know of the person.
 */
export function personAsSeenBy(viewer: Viewer, person: Person): Person | null {
  if (viewer.id === person.id) return person;
  if (isA(viewer, 'manager')) return { ...person, phrases: [] };
  const phone = isA(person, 'manager') ? person.phone : null;
  const secret = {
    email: null,
    phrases: [],
    invitedAt: null,
    invitedUntil: null,
    proposal: null,
    linkAskedBy: null,
    induction: null,
  };
  const canBeAsked = person.roles.some((role) => role !== 'supporter');
  const named = { ...person, ...secret, phone, isIn: !canBeAsked || person.isIn };
  return canBeAsked || isA(viewer, 'supervisor') ? named : null;
}
