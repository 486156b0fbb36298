import * as v from 'valibot';
import { isA, type Viewer } from './people.ts';
import { id, type Row } from './shapes.ts';

/** Where something to be done comes from: a debrief, a review, or a review that found the manual wrong. */
export type FollowUpSource = 'debrief' | 'review' | 'manual';

/** Something agreed to be done. It names no caller and no call. */
export type FollowUp = Row & {
  source: FollowUpSource;
  words: string;
  /** The day on which it comes back as a reminder, such as 2026-12-01; null has no day. */
  dueOn: string | null;
  raisedBy: string;
  raisedAt: string;
  /** Who is to do it; null is any manager. */
  forId: string | null;
  /** With whom it was agreed, who sees it too. */
  withId: string | null;
  doneBy: string | null;
  doneAt: string | null;
};

export const followUpCommands = {
  'followUp:done': v.strictObject({ followUpId: id }),
  /** It was ticked by mistake. */
  'followUp:reopen': v.strictObject({ followUpId: id }),
};
export type FollowUpNews = { 'followUp:changed': FollowUp };

export const mayDoFollowUp = (viewer: Viewer, { forId }: FollowUp) =>
  forId === null ? isA(viewer, 'manager') : forId === viewer.id;

export const followUpAsSeenBy = (viewer: Viewer, followUp: FollowUp): FollowUp | null =>
  mayDoFollowUp(viewer, followUp) || followUp.withId === viewer.id || followUp.raisedBy === viewer.id
    ? followUp
    : null;
