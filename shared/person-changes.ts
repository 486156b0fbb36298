import type { Person } from './people.ts';
import { isA, type Role, type Viewer } from './viewer.ts';

const isMore = (role: Role) => role !== 'supporter';
/**
 * Whether these roles need a second manager's approval: the person becomes a manager or supervisor; or a manager, a supervisor or
 * the viewer gains any other role, so that no manager becomes a supporter unseen.
 */
export function needsSecondYes(
  viewer: Pick<Viewer, 'id'>,
  person: Pick<Person, 'id' | 'roles'>,
  roles: Role[],
) {
  const gained = roles.filter((role) => !person.roles.includes(role));
  return gained.some(isMore) || (gained.length > 0 && (person.id === viewer.id || person.roles.some(isMore)));
}
/** Whether this person is manager or supervisor, or is to be one once a second manager agrees. */
export const isOrMayBecomeMore = ({ roles, proposal }: Pick<Person, 'roles' | 'proposal'>) =>
  [...roles, ...(proposal?.roles ?? [])].some(isMore);
/** A manager other than the proposer; also the person, if only their e-mail address changes. */
export const mayAgree = (viewer: Viewer, { id, proposal }: Person) =>
  proposal !== null &&
  proposal.by !== viewer.id &&
  (isA(viewer, 'manager') || (viewer.id === id && proposal.roles === null));
/** Any manager, and the person concerned. */
export const mayDecline = (viewer: Viewer, { id, proposal }: Person) =>
  proposal !== null && (isA(viewer, 'manager') || viewer.id === id);
/** A manager other than the one who requested the link. */
export const mayShowLink = (viewer: Viewer, { linkAskedBy }: Person) =>
  isA(viewer, 'manager') && linkAskedBy !== null && linkAskedBy !== viewer.id;
/** Any manager, and the person to whom the link belongs. */
export const mayStopLink = (viewer: Viewer, { id }: Person) => isA(viewer, 'manager') || viewer.id === id;
