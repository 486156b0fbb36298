import * as v from 'valibot';
import { wasPlacedAt, type Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';

/** A call that neither of the pair could take: only a time, neither the caller nor who recorded it. */
export type MissedCall = Row & {
  shiftId: string;
  rangAt: string;
  /** When it was undone; null if it counts. */
  undoneAt: string | null;
};

/** Milliseconds after receipt in which it can be undone; the screen offers it for less. */
export const missedCallUndoMs = 60_000;

export const missedCallCommands = {
  'missedCall:note': v.strictObject({ missedCallId: id }),
  'missedCall:undo': v.strictObject({ missedCallId: id }),
};
export type MissedCallNews = { 'missedCall:changed': MissedCall };

/** Visible to the pair of that time, while their shift is open; null for everybody else. */
export const missedCallAsSeenBy = (viewer: Viewer, missedCall: MissedCall): MissedCall | null =>
  wasPlacedAt(viewer, missedCall.shiftId, missedCall.rangAt) ? missedCall : null;
