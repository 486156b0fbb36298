import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import { asTyped } from '../ui/isolated.ts';
import type { NewPerson } from './new-person.ts';

/** The editable fields of a person as saved. */
export const savedOf = ({ firstName, email, roles }: Person): NewPerson => ({
  firstName: asTyped(firstName),
  email: email ?? '',
  roles,
});

/** The fields in which `after`, trimmed, differs from `before`. */
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
