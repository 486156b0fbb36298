import * as v from 'valibot';
import type { Debrief } from './debriefs.ts';
import type { Viewer } from './viewer.ts';
import { id, messageText, type Row } from './shapes.ts';

/** One thing written between the one who asked for a debrief and the manager who holds it. */
export type DebriefMessage = Row & {
  debriefId: string;
  from: string;
  body: string;
  sentAt: string;
  seenAt: string | null;
  /** The two it was written between. Whoever holds the request later does not read it. */
  between: string[];
};

export const debriefMessageCommands = {
  /** With `to`, it is for this person alone, and refused where somebody else has the request by now. */
  'debrief:sendMessage': v.strictObject({ debriefId: id, lineId: id, body: messageText, to: v.optional(id) }),
  /** Everything the other wrote up to and including this line has been seen. */
  'debrief:messageSeen': v.strictObject({ lineId: id }),
};
export type DebriefMessageNews = { 'debriefMessage:changed': DebriefMessage };

/** There is somebody to write to, and it is not over. */
export const mayWriteIn = (viewer: Viewer, debrief: Debrief) =>
  debrief.assignedTo !== null &&
  debrief.state !== 'closed' &&
  debrief.state !== 'withdrawn' &&
  (debrief.askedBy === viewer.id || debrief.assignedTo === viewer.id);

/** For the two between whom it was written, and nobody else. */
export const debriefMessageAsSeenBy = (viewer: Viewer, line: DebriefMessage): DebriefMessage | null =>
  line.between.includes(viewer.id) ? line : null;
