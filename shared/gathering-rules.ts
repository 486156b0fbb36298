import type { Gathering, GatheringKind, GatheringLine, GatheringSection } from './gatherings.ts';
import { isA, type Role, type Viewer } from './viewer.ts';

/** The role that plans and leads each kind. */
export const leadingRole = {
  'one-to-one': 'manager',
  team: 'manager',
  group: 'supervisor',
} as const satisfies Record<GatheringKind, Role>;

/** Whether this person plans gatherings of this kind. */
export const mayPlanGathering = (viewer: Viewer, kind: GatheringKind): boolean =>
  isA(viewer, leadingRole[kind]);

/** Whoever planned a one-to-one; any manager for a team meeting, any supervisor for a group supervision. */
export const mayLead = (viewer: Viewer, { kind, ledBy }: Pick<Gathering, 'kind' | 'ledBy'>): boolean =>
  kind === 'one-to-one' ? ledBy === viewer.id : mayPlanGathering(viewer, kind);

type Whose = Pick<Gathering, 'kind' | 'ledBy' | 'withId'>;

/** The two of a one-to-one; supporters and managers for a team meeting; supporters and supervisors for a group supervision. */
export const isInvited = (viewer: Viewer, { kind, ledBy, withId }: Whose): boolean =>
  kind === 'one-to-one'
    ? ledBy === viewer.id || withId === viewer.id
    : isA(viewer, 'supporter') || isA(viewer, leadingRole[kind]);

/**
 * In full for the two of a one-to-one. A meeting is seen by those invited, and a group supervision’s time by managers; of the answers
 * each sees their own, and those who lead it all of them until it has taken place: what is known then is not who was there. Null for
 * everybody else.
 */
export function gatheringAsSeenBy(viewer: Viewer, gathering: Gathering): Gathering | null {
  const caughtUpIds = only(viewer, gathering.caughtUpIds);
  if (gathering.kind === 'one-to-one')
    return isInvited(viewer, gathering) ? { ...gathering, caughtUpIds } : null;
  if (!isInvited(viewer, gathering) && !isA(viewer, 'manager')) return null;
  if (gathering.state === 'planned' && mayLead(viewer, gathering)) return { ...gathering, caughtUpIds };
  const [comingIds, cannotIds] = [only(viewer, gathering.comingIds), only(viewer, gathering.cannotIds)];
  return { ...gathering, caughtUpIds, comingIds, cannotIds };
}

const only = (viewer: Viewer, ids: string[]) => ids.filter((id) => id === viewer.id);

/** Visible to those invited; in a meeting without its writer, for everybody but the writer. Null for everybody else. */
export function gatheringLineAsSeenBy(viewer: Viewer, line: GatheringLine): GatheringLine | null {
  if (line.kind === 'one-to-one') return line.between.includes(viewer.id) ? line : null;
  if (!isInvited(viewer, { kind: line.kind, ledBy: '', withId: null })) return null;
  return line.by === viewer.id ? line : { ...line, by: null };
}

/** Whether this person can say that they come: anybody invited who did not plan it. */
export const mayAnswerGathering = (viewer: Viewer, gathering: Gathering): boolean =>
  isInvited(viewer, gathering) && gathering.ledBy !== viewer.id;

/** Whether this person writes in this section: themes and what was agreed in a meeting are for whoever leads it. */
export const mayWriteSection = (viewer: Viewer, gathering: Whose, section: GatheringSection): boolean =>
  isInvited(viewer, gathering) &&
  (mayLead(viewer, gathering) ||
    gathering.kind === 'one-to-one' ||
    (section !== 'themes' && section !== 'agreed'));

/** Both of a one-to-one, a supervisor for a group supervision. */
export const mayConfirm = (viewer: Viewer, gathering: Gathering): boolean =>
  gathering.kind === 'one-to-one'
    ? isInvited(viewer, gathering)
    : gathering.kind === 'group' && mayLead(viewer, gathering);

/** Whether everybody who has to has said that what is written is right. A team meeting is never asked. */
export const isConfirmed = ({ kind, confirmedIds, ledBy, withId }: Gathering): boolean =>
  kind === 'one-to-one'
    ? confirmedIds.includes(ledBy) && withId !== null && confirmedIds.includes(withId)
    : kind === 'group' && confirmedIds.length > 0;

/** Whether a section takes new lines: what is to be talked about until it took place, everything else until it is confirmed. */
export function takesLines(gathering: Gathering, section: GatheringSection): boolean {
  if (gathering.state === 'cancelled' || isConfirmed(gathering)) return false;
  const isBefore = section === 'agenda' || section === 'brought';
  if (isBefore && gathering.kind !== 'one-to-one') return gathering.state === 'planned';
  return true;
}

/** The day, such as 2026-12-03, on which the next one is due; null where the helpline has set none, or there was none before. */
export function nextDueOn(lastOn: string | null, weeks: number): string | null {
  if (weeks === 0 || lastOn === null) return null;
  return new Date(Date.parse(lastOn) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
}
