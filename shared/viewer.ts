import { slugsOf } from './slugs.ts';

export const roleWords = {
  supporter: 'Supporter',
  manager: 'Project manager',
  supervisor: 'Supervisor',
} as const;
export const roles = slugsOf(roleWords);
export type Role = keyof typeof roleWords;

/**
 * A person with everything that decides what they may see.
 * `shiftIds` are the shifts in which this person holds a place and whose window is open now;
 * `placedAt` says for each of them since when; for one that it does not name, since the shift was created.
 * `talkIds` are those whose conversation has begun and is not yet deleted.
 */
export type Viewer = {
  id: string;
  helplineId: string;
  roles: Role[];
  shiftIds: string[];
  placedAt: Record<string, string>;
  talkIds: string[];
  /** Shifts that are on and in which they listen along as a third: they see how the two are there, and nothing else. */
  besideIds: string[];
};

/** A string of everything that decides which rows a person may see. If it changes, they need a full resync. */
export const scopeOf = ({ roles, shiftIds, placedAt, talkIds, besideIds }: Viewer) =>
  JSON.stringify([roles.toSorted(), shiftIds, shiftIds.map((id) => placedAt[id]), talkIds, besideIds]);

/** Whether this person has the role; one person may have several. */
export const isA = (viewer: Pick<Viewer, 'roles'>, role: Role) => viewer.roles.includes(role);
/** Whether this person has a place in the shift and its window is open now. False for no shift. */
export const holdsPlaceIn = (viewer: Viewer, shiftId: string | null) =>
  shiftId !== null && viewer.shiftIds.includes(shiftId);
/**
 * Whether this person shares the shift and had their place at `time` (ISO 8601): a row is visible to them by when it ended, or
 * by when it was written. Null means it has not ended.
 */
export function wasPlacedAt(viewer: Viewer, shiftId: string | null, time: string | null): boolean {
  if (!holdsPlaceIn(viewer, shiftId)) return false;
  const since = viewer.placedAt[shiftId!];
  return since === undefined || time === null || since <= time;
}

/** The shift that a person has joined and not left, with the person in its other place. */
export type JoinedShift = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  partner: { id: string; firstName: string } | null;
};
/** The sender of a command, as read in the command's own transaction. */
export type Actor = Viewer & { firstName: string; joined: JoinedShift | null };
