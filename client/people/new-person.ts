import * as v from 'valibot';
import { peopleCommands, type Role } from '#shared/people';

export type NewPerson = { firstName: string; email: string; roles: Role[] };
export type Wrong = Partial<Record<keyof NewPerson, string>>;

const shape = v.pick(peopleCommands['person:invite'], ['firstName', 'email', 'roles']);

const sentences: Record<keyof NewPerson, string> = {
  firstName: 'Write their first name.',
  email: 'This does not look like an e-mail address. It needs an @, and a dot after it.',
  roles: 'Choose at least one thing they will do.',
};

/** What has to be put right before somebody can be invited, by the field it is about. */
export function wrongWith(person: NewPerson): Wrong {
  const looked = v.safeParse(shape, person);
  const fields = looked.issues?.map(({ path }) => path?.[0]?.key as keyof NewPerson) ?? [];
  const wrong: Wrong = Object.fromEntries(fields.map((field) => [field, sentences[field]]));
  return person.email.trim() === '' ? { ...wrong, email: 'Write their e-mail address.' } : wrong;
}
