import * as v from 'valibot';
import type { Call } from './calls.ts';
import { isA, type Viewer } from './viewer.ts';
import { id, writtenText, type Row } from './shapes.ts';

/** What opened a record, if not a written reason; null if its reader wrote one. */
export const openingWayWords = { debrief: 'through a debrief' } as const;
export type OpeningWay = keyof typeof openingWayWords;

/** A call's record opened to somebody who could not read it before. Whoever took or has the call sees by whom, when and why. */
export type Grant = Row & {
  callId: string;
  callStartedAt: string;
  openedBy: string;
  openedAt: string;
  /** Until when it can be read. */
  until: string;
  reason: string;
  through: OpeningWay | null;
  /** Who took the call, and who had it when it was opened, except whoever asked for the debrief. */
  affectedPersonIds: string[];
};

/** Minutes for which a call stays open to whoever gave a reason. */
export const grantMinutes = 60;

export const grantCommands = {
  'grant:open': v.strictObject({ grantId: id, callId: id, reason: writtenText }),
};
export type GrantNews = { 'grant:changed': Grant };

/** With a reason, which the supporter sees. Nobody else has this way in. */
export const mayOpenCalls = (viewer: Viewer) => isA(viewer, 'manager') || isA(viewer, 'supervisor');

/** For whoever opened the record and whoever it is about: an opened record is never a secret. */
export const grantAsSeenBy = (viewer: Viewer, grant: Grant): Grant | null =>
  grant.openedBy === viewer.id || grant.affectedPersonIds.includes(viewer.id) ? grant : null;

/** What a list shows of a call without opening it: when, and who took it. */
export type CallInList = Pick<
  Call,
  'id' | 'shiftId' | 'startedAt' | 'endedAt' | 'takenBy' | 'assignedTo' | 'flagged'
>;

/** Calls that have ended, for those who may open them. That one is flagged is for the supervisors to know. */
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
