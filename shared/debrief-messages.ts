import * as v from 'valibot';
import type { Debrief } from './debriefs.ts';
import type { Viewer } from './viewer.ts';
import { id, messageText, type Row } from './shapes.ts';

/** One message between the person who asked for a debrief and the manager to whom it is assigned. */
export type DebriefMessage = Row & {
  debriefId: string;
  from: string;
  body: string;
  sentAt: string;
  seenAt: string | null;
  /** The ids of the writer and the recipient. A later assignee of the request cannot read it. */
  between: string[];
};

export const debriefMessageCommands = {
  /** With `to`, it is for this person alone, and is refused if the request is assigned to another person by then. */
  'debrief:sendMessage': v.strictObject({ debriefId: id, lineId: id, body: messageText, to: v.optional(id) }),
  /** Marks everything the other person wrote up to and including this message as seen. */
  'debrief:messageSeen': v.strictObject({ lineId: id }),
};
export type DebriefMessageNews = { 'debriefMessage:changed': DebriefMessage };

/** The person who asked and the one to whom the request is assigned, until it is over. */
export const mayWriteIn = (viewer: Viewer, debrief: Debrief) =>
  debrief.assignedTo !== null &&
  debrief.state !== 'closed' &&
  debrief.state !== 'withdrawn' &&
  (debrief.askedBy === viewer.id || debrief.assignedTo === viewer.id);

/** Visible only to its writer and recipient; null for everybody else. */
export const debriefMessageAsSeenBy = (viewer: Viewer, line: DebriefMessage): DebriefMessage | null =>
  line.between.includes(viewer.id) ? line : null;
