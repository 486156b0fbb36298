import type { Person } from './people.ts';
import { isA, type Role, type Viewer } from './viewer.ts';

const isMore = (role: Role) => role !== 'supporter';
/**
 * Whether these roles take a second manager's yes: somebody becomes manager or supervisor, or a manager, a supervisor or
 * whoever asks takes up another role, for no manager becomes a supporter unseen.
 */
export function needsSecondYes(
  viewer: Pick<Viewer, 'id'>,
  person: Pick<Person, 'id' | 'roles'>,
  roles: Role[],
) {
  const gained = roles.filter((role) => !person.roles.includes(role));
  return gained.some(isMore) || (gained.length > 0 && (person.id === viewer.id || person.roles.some(isMore)));
}
/** Another manager agrees, or, where it is about their e-mail address alone, the person. Never the one who proposed. */
export const mayAgree = (viewer: Viewer, { id, proposal }: Person) =>
  proposal !== null &&
  proposal.by !== viewer.id &&
  (isA(viewer, 'manager') || (viewer.id === id && proposal.roles === null));
/** Any manager, and the person whom the proposal is about. */
export const mayDecline = (viewer: Viewer, { id, proposal }: Person) =>
  proposal !== null && (isA(viewer, 'manager') || viewer.id === id);
/** A second manager: not the one who asked for the link. */
export const mayShowLink = (viewer: Viewer, { linkAskedBy }: Person) =>
  isA(viewer, 'manager') && linkAskedBy !== null && linkAskedBy !== viewer.id;
/** Any manager, and the person to whom the link belongs. */
export const mayStopLink = (viewer: Viewer, { id }: Person) => isA(viewer, 'manager') || viewer.id === id;
