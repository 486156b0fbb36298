import * as v from 'valibot';
import { id, line, slugsOf, someOf, type Row } from './shapes.ts';

export const roleWords = {
  supporter: 'Supporter',
  manager: 'Project manager',
  supervisor: 'Supervisor',
} as const;
export const roles = slugsOf(roleWords);
export type Role = keyof typeof roleWords;

export type Person = Row & {
  firstName: string;
  roles: Role[];
  email: string | null;
  /** To be rung when the screen fails. */
  phone: string | null;
  /** Ready phrases for the chat, this person's own; empty for everybody else. */
  phrases: string[];
  suspendedAt: string | null;
  invitedAt: string | null;
};

/**
 * Who is looking: everything that decides what may be seen.
 * `shiftIds` are the shifts in which this person holds a place and whose window is open now;
 * `talkIds` those whose conversation has begun and has not yet gone.
 */
export type Viewer = { id: string; helplineId: string; roles: Role[]; shiftIds: string[]; talkIds: string[] };

export const isA = (viewer: Pick<Viewer, 'roles'>, role: Role) => viewer.roles.includes(role);
export const holdsPlaceIn = (viewer: Viewer, shiftId: string | null) =>
  shiftId !== null && viewer.shiftIds.includes(shiftId);

/** As people write them: digits with spaces, brackets, hyphens and a leading plus. */
const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?[\d ()-]{5,24}$/));
const phrase = v.pipe(line, v.maxLength(80));

const email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email());
const someRoles = v.pipe(someOf(roles), v.minLength(1));
/** SHA-256 of the secret in the one-time link, in hex. The browser makes the secret; the server never holds it. */
const secretHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** How many ready phrases fit above the line one writes in. */
export const mostPhrases = 8;

export const peopleCommands = {
  'person:invite': v.strictObject({ personId: id, firstName: line, email, roles: someRoles, secretHash }),
  /** A new link for somebody invited before: after a lost one, or a forgotten password. */
  'person:reinvite': v.strictObject({ personId: id, secretHash }),
  /** One's own: what is left out stays as it was. */
  'person:profile': v.strictObject({
    phone: v.optional(v.nullable(phone)),
    phrases: v.optional(v.pipe(v.array(phrase), v.maxLength(mostPhrases))),
  }),
  'person:suspend': v.strictObject({ personId: id }),
  'person:restore': v.strictObject({ personId: id }),
};
export type PeopleNews = { 'person:changed': Person };

/** Minutes for which a one-time link works. */
export const invitationMinutes = 30;
/** Without a second factor, length is what protects a password. */
export const shortestPassword = 15;
export const longestPassword = 200;

const password = v.pipe(v.string(), v.minLength(1), v.maxLength(longestPassword));
export const signInShape = v.strictObject({ email, password });
export const unlockShape = v.strictObject({ password });
export const redeemShape = v.strictObject({
  secret: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  password: v.pipe(v.string(), v.minLength(shortestPassword), v.maxLength(longestPassword)),
});

export const mayManagePeople = (viewer: Viewer) => isA(viewer, 'manager');

/**
 * Managers see everyone; everyone sees who the managers and supervisors are, by first name, and how to ring a manager;
 * nobody sees another's ready phrases.
 */
export function personAsSeenBy(viewer: Viewer, person: Person): Person | null {
  if (viewer.id === person.id) return person;
  if (isA(viewer, 'manager')) return { ...person, phrases: [] };
  const phone = isA(person, 'manager') ? person.phone : null;
  const named = { ...person, email: null, phone, phrases: [], invitedAt: null };
  if (isA(viewer, 'supervisor')) return named;
  return person.roles.some((role) => role !== 'supporter') ? named : null;
}
