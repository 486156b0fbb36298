import type { Role } from '#shared/people';

export type NewPerson = { firstName: string; email: string; roles: Role[] };
export type Wrong = Partial<Record<keyof NewPerson, string>>;

/** Enough to find a slip of the fingers; the server looks closer. */
const likeAnAddress = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

const sentences: Record<keyof NewPerson, string> = {
  firstName: 'Write their first name.',
  email: 'This does not look like an e-mail address. It needs an @, and a dot after it.',
  roles: 'Choose at least one thing they will do.',
};

/** What has to be put right before somebody can be invited, by the field it is about. */
export function wrongWith(person: NewPerson): Wrong {
  const email = person.email.trim();
  const wrong: Wrong = {};
  if (person.firstName.trim() === '') wrong.firstName = sentences.firstName;
  if (!likeAnAddress.test(email))
    wrong.email = email === '' ? 'Write their e-mail address.' : sentences.email;
  if (person.roles.length === 0) wrong.roles = sentences.roles;
  return wrong;
}
