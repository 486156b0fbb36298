import * as v from 'valibot';
import { wasPlacedAt, type Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';

/** It rang and neither of the two could take it: a time, and nothing of who said so or who called. */
export type MissedCall = Row & {
  shiftId: string;
  rangAt: string;
  /** Set where it was a slip of the finger: then it counts for nothing. */
  undoneAt: string | null;
};

/** How long it can be undone after it has arrived, in milliseconds; the screen offers it for less. */
export const missedCallUndoMs = 60_000;

export const missedCallCommands = {
  'missedCall:note': v.strictObject({ missedCallId: id }),
  'missedCall:undo': v.strictObject({ missedCallId: id }),
};
export type MissedCallNews = { 'missedCall:changed': MissedCall };

/** For the pair of that time, while their shift is open. */
export const missedCallAsSeenBy = (viewer: Viewer, missedCall: MissedCall): MissedCall | null =>
  wasPlacedAt(viewer, missedCall.shiftId, missedCall.rangAt) ? missedCall : null;
