import { isInInduction } from '#shared/induction';
import { wasErased, type Person } from '#shared/people';
import { roleWords, type Role } from '#shared/viewer';
import { dateWords } from '../ui/dates.ts';
import { moment } from '../ui/moments.ts';
import { capital, listed } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

export type PeopleGroup = { heading: string; people: Person[] };

const headings: Record<Role, string> = {
  manager: 'Project managers',
  supervisor: 'Supervisors',
  supporter: 'Supporters',
};

/** Everybody once, under the first of their roles, or of those proposed for them; then those without any; suspended people last. */
export function groupsOf(people: Person[], typed: string): PeopleGroup[] {
  const found = people.filter((person) => !wasErased(person) && fits(person, typed));
  const inPost = found.filter(({ suspendedAt }) => !suspendedAt);
  const firstRole = ({ roles, proposal }: Person) =>
    (Object.keys(headings) as Role[]).find((role) =>
      (roles.length > 0 ? roles : (proposal?.roles ?? [])).includes(role),
    );
  const groups = (Object.keys(headings) as Role[]).map((role) => ({
    heading: headings[role],
    people: inPost.filter((person) => firstRole(person) === role),
  }));
  const without = { heading: 'No role yet', people: inPost.filter((person) => !firstRole(person)) };
  const suspended = { heading: 'Suspended', people: found.filter(({ suspendedAt }) => suspendedAt) };
  return [...groups, without, suspended].filter((group) => group.people.length > 0);
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

/** The status of a person in words; null when they are active and have signed in. */
export function statusOf(person: Person, now: number, times: Times): string | null {
  const { suspendedAt, invitedUntil, isIn, linkAskedBy, induction } = person;
  if (suspendedAt) return `Suspended ${moment(times, now, suspendedAt)}`;
  if (linkAskedBy) return 'Waits for a new link. Another manager has to hand it over.';
  const works = invitedUntil !== null && now <= Date.parse(invitedUntil);
  const until = works ? moment(times, now, invitedUntil) : '';
  if (isIn && works) return `A new link is with them until ${until}.`;
  if (isIn && induction && isInInduction(person, times.date(now)))
    return `In the induction until ${dateWords(induction.until)}.`;
  if (isIn) return null;
  return works
    ? `Invited, not yet in. The link works until ${until}.`
    : 'Invited, not yet in. The link has run out: make a new one.';
}
