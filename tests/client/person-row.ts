import type { Person } from '#shared/people';

/** A supporter who has signed in before, as a page receives the row. */
export const personRow = (id: string, firstName: string, change: Partial<Person> = {}): Person => ({
  id,
  version: 1,
  firstName,
  roles: ['supporter'],
  email: `${id.toLowerCase()}@example.org`,
  phone: null,
  phrases: [],
  suspendedAt: null,
  invitedAt: null,
  invitedUntil: null,
  isIn: true,
  proposal: null,
  linkAskedBy: null,
  induction: null,
  ...change,
});

export const ben = personRow('01900000-0000-7000-8000-000000000002', 'Ben');
export const lorna = personRow('01900000-0000-7000-8000-000000000003', 'Lorna', { roles: ['manager'] });
