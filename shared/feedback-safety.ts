import type { FeedbackEntry } from './feedback.ts';
import { isA, type Viewer } from './viewer.ts';

/** What came of feedback that may be about somebody's safety. `ticked`: whoever wrote it said so, and the morning after has not come yet. */
export type SafetyState = 'ticked' | 'waiting' | 'taken' | 'closed';
/** `raisedBy`: who marked it when they read it; null where whoever wrote it said so. `outcome`: what came of it, once it is closed. */
export type Safety = {
  state: Exclude<SafetyState, 'ticked'>;
  raisedBy: string | null;
  assignedTo: string | null;
  outcome: string | null;
};
/** Feedback that may be about somebody's safety, as managers and supervisors read it. `quarter`: when it was sent. */
export type SafetyNote = FeedbackEntry & { quarter: string; safety: Safety };

/** Managers and supervisors see what may be about somebody's safety, and say what came of it. */
export const mayHandleSafety = (viewer: Pick<Viewer, 'roles'>): boolean =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor');
