import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import { asTyped } from '../ui/isolated.ts';
import type { NewPerson } from './new-person.ts';

/** What can be changed of a person, as it is saved. */
export const savedOf = ({ firstName, email, roles, proposal }: Person): NewPerson => ({
  firstName: asTyped(firstName),
  email: email ?? '',
  // Somebody invited as a manager has no role until a second manager agrees.
  roles: roles.length > 0 ? roles : (proposal?.roles ?? []),
});

/** The fields that are no longer as they were when the edit began. */
export function changedFields(before: NewPerson, after: NewPerson): Partial<NewPerson> {
  const firstName = after.firstName.trim();
  const email = after.email.trim().toLowerCase();
  return {
    ...(firstName !== before.firstName && { firstName }),
    ...(email !== before.email && { email }),
    ...(sorted(after.roles) !== sorted(before.roles) && { roles: after.roles }),
  };
}

const sorted = (roles: Role[]) => roles.toSorted().join();
