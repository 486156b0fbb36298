import { invitationMinutes, roleWords, type Person, type Role } from '#shared/people';
import { moment } from '../ui/moments.ts';
import { capital, listed } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

export type PeopleGroup = { heading: string; people: Person[] };

const headings: Record<Role, string> = {
  manager: 'Project managers',
  supervisor: 'Supervisors',
  supporter: 'Supporters',
};

/** Everybody once: under the first of their roles, and those suspended at the end. */
export function groupsOf(people: Person[], typed: string): PeopleGroup[] {
  const found = people.filter((person) => fits(person, typed));
  const inPost = found.filter(({ suspendedAt }) => !suspendedAt);
  const firstRole = ({ roles }: Person) =>
    (Object.keys(headings) as Role[]).find((role) => roles.includes(role));
  const groups = (Object.keys(headings) as Role[]).map((role) => ({
    heading: headings[role],
    people: inPost.filter((person) => firstRole(person) === role),
  }));
  const suspended = { heading: 'Suspended', people: found.filter(({ suspendedAt }) => suspendedAt) };
  return [...groups, suspended].filter((group) => group.people.length > 0);
}

function fits({ firstName, email, roles }: Person, typed: string): boolean {
  const text = `${firstName} ${email ?? ''} ${roles.map((role) => roleWords[role]).join(' ')}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Project manager and supporter */
export const rolesInWords = (roles: Role[]): string =>
  capital(listed(roles.map((role) => roleWords[role].toLowerCase())));

/** What is to be known of a person besides their name; null when they are simply in. */
export function standingOf({ suspendedAt, invitedAt }: Person, now: number, times: Times): string | null {
  if (suspendedAt) return `Suspended ${moment(times, now, suspendedAt)}`;
  if (!invitedAt) return null;
  const runsOut = Date.parse(invitedAt) + invitationMinutes * 60_000;
  if (now > runsOut) return 'Invited, not yet in. The link has run out: make a new one.';
  return `Invited, not yet in. The link works until ${times.at(runsOut)}.`;
}
