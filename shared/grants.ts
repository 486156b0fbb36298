import * as v from 'valibot';
import type { Call } from './calls.ts';
import { isA, type Viewer } from './viewer.ts';
import { id, writtenText, type Row } from './shapes.ts';

/** Ways in which a record is opened without a written reason. */
export const grantWayWords = { debrief: 'through a debrief', handover: 'through the handover' } as const;
export type GrantWay = keyof typeof grantWayWords;

/** A call record opened to a person who could not read it before. The people who took or have the call see by whom, when and why. */
export type Grant = Row & {
  callId: string;
  callStartedAt: string;
  openedBy: string;
  openedAt: string;
  /** When it expires. */
  until: string;
  reason: string;
  through: GrantWay | null;
  /** The people who took the call, or had it when it was opened, except the one who asked for the debrief. */
  affectedPersonIds: string[];
};

/** Minutes for which a grant by reason lasts. */
export const grantMinutes = 60;

/** What stands for a call in a line of the log. */
const handle = v.pipe(v.string(), v.maxLength(120), v.regex(/^[\w-]+$/));

export const grantCommands = {
  /** Names the call by its id, or by the handle of a line of the log; never by both. */
  'grant:open': v.strictObject({
    grantId: id,
    callId: v.optional(id),
    handle: v.optional(handle),
    reason: writtenText,
  }),
};
export type GrantNews = { 'grant:changed': Grant };

/** Managers and supervisors, with a reason that the supporter sees. */
export const mayOpenCalls = (viewer: Pick<Viewer, 'roles'>) =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor');

/** Visible to the reader and to the affected people; null for everybody else. */
export const grantAsSeenBy = (viewer: Viewer, grant: Grant): Grant | null =>
  grant.openedBy === viewer.id || grant.affectedPersonIds.includes(viewer.id) ? grant : null;

/** What a list shows of an unopened call: when, and who took it. */
export type CallInList = Pick<
  Call,
  'id' | 'shiftId' | 'startedAt' | 'endedAt' | 'takenBy' | 'assignedTo' | 'flagged'
>;

/** An ended call, for those who may open it; else null. `flagged` is visible to supervisors only. */
export function callInListAsSeenBy(viewer: Viewer, call: Call): CallInList | null {
  if (!mayOpenCalls(viewer) || call.endedAt === null) return null;
  const { id, shiftId, startedAt, endedAt, takenBy, assignedTo } = call;
  return {
    id,
    shiftId,
    startedAt,
    endedAt,
    takenBy,
    assignedTo,
    flagged: call.flagged && isA(viewer, 'supervisor'),
  };
}
