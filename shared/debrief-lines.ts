import * as v from 'valibot';
import type { Debrief } from './debrief.ts';
import type { Viewer } from './people.ts';
import { id, messageText, type Row } from './shapes.ts';

/** One thing written between the one who asked for a debrief and the manager who holds it. */
export type DebriefLine = Row & {
  debriefId: string;
  from: string;
  body: string;
  sentAt: string;
  seenAt: string | null;
  /** The two it was written between. Whoever holds the request later does not read it. */
  between: string[];
};

export const debriefLineCommands = {
  /** With `to`, it is for this person alone, and refused where somebody else has the request by now. */
  'debrief:write': v.strictObject({ debriefId: id, lineId: id, body: messageText, to: v.optional(id) }),
  /** Everything the other wrote up to and including this line has been seen. */
  'debrief:lineSeen': v.strictObject({ lineId: id }),
};
export type DebriefLineNews = { 'debriefLine:changed': DebriefLine };

/** There is somebody to write to, and it is not over. */
export const mayWriteIn = (viewer: Viewer, debrief: Debrief) =>
  debrief.heldBy !== null &&
  debrief.state !== 'closed' &&
  debrief.state !== 'withdrawn' &&
  (debrief.askedBy === viewer.id || debrief.heldBy === viewer.id);

export const debriefLineAsSeenBy = (viewer: Viewer, line: DebriefLine): DebriefLine | null =>
  line.between.includes(viewer.id) ? line : null;
