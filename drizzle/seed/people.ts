import type { Role } from '#shared/viewer';

/** The one helpline in which nobody is real; nobody else is ever signed in without a password. */
export const trialHelpline = {
  id: '019c5000-0000-7000-8000-000000000001',
  name: 'Lamplight (trial)',
  timeZone: 'Europe/London',
};

export const ana = invented('101', 'Ana', 'supporter');
export const ben = invented('102', 'Ben', 'supporter');
export const joseph = invented('103', 'Joseph', 'supporter');
const mina = invented('104', 'Mina', 'supporter');
const ruth = invented('105', 'Ruth', 'supporter');
const tomasz = invented('106', 'Tomasz', 'supporter');
export const grace = invented('107', 'Grace', 'supporter');
export const lorna = invented('201', 'Lorna', 'manager');
export const idris = invented('202', 'Idris', 'manager');
export const sunita = invented('301', 'Sunita', 'supervisor');

export const supporters = [ana, ben, joseph, mina, ruth, tomasz, grace];
export const trialPeople = [...supporters, lorna, idris, sunita];

/** The same id in every trial, so that a bookmark and a test find the same person. */
function invented(number: string, firstName: string, role: Role) {
  return {
    id: `019c5000-0000-7000-8000-000000000${number}`,
    firstName,
    roles: [role],
    email: `${firstName.toLowerCase()}@example.org`,
    /** From the range that Ofcom keeps free for invented people. */
    phone: `07700 900${number}`,
  };
}
