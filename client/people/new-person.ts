import type { Role } from '#shared/viewer';
import { longest } from '#shared/limits';
import { isEmailAddress, noEmailAddress } from '#shared/text-checks';

export type NewPerson = { firstName: string; email: string; roles: Role[] };
export type Wrong = Partial<Record<keyof NewPerson, string>>;

const sentences: Record<keyof NewPerson, string> = {
  firstName: 'Write their first name.',
  email: noEmailAddress,
  roles: 'Choose at least one thing they will do.',
};

/** The validation messages by field; empty when the person can be saved. */
export function wrongWith(person: NewPerson, fields = Object.keys(person) as (keyof NewPerson)[]): Wrong {
  const name = person.firstName.trim();
  const email = person.email.trim();
  const all: Wrong = {};
  if (name === '') all.firstName = sentences.firstName;
  if (name.length > longest.name) all.firstName = `A name has ${longest.name} letters at most.`;
  if (!isEmailAddress(email)) all.email = email === '' ? 'Write their e-mail address.' : sentences.email;
  if (person.roles.length === 0) all.roles = sentences.roles;
  return Object.fromEntries(
    Object.entries(all).filter(([field]) => fields.includes(field as keyof NewPerson)),
  );
}
