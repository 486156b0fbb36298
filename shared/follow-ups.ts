import * as v from 'valibot';
import { isA, type Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';

/**
 * The origin of a follow-up: a debrief, a review, a review that found the manual wrong, a service that somebody
 * found wrong, a call to be looked at before the next shift, or a one-to-one or a meeting.
 */
export type FollowUpSource = 'debrief' | 'review' | 'manual' | 'directory' | 'call' | 'gathering';

/** An agreed task. It names no caller; only one from a call refers to that call. */
export type FollowUp = Row & {
  source: FollowUpSource;
  words: string;
  /** The day of its reminder, such as 2026-12-01; null for none. */
  dueOn: string | null;
  raisedBy: string;
  raisedAt: string;
  /** The person it is for; null for any manager. */
  forId: string | null;
  /** The call to be looked at, whose record is open to the manager who took this on, for 48 hours at most; null for every other source. */
  callId: string | null;
  /** When a manager took it on; null if none has. */
  takenAt: string | null;
  /** The person with whom it was agreed, who sees it too; null for none. */
  withId: string | null;
  doneBy: string | null;
  doneAt: string | null;
};

export const followUpCommands = {
  /** A manager takes on a call that is to be looked at: its record opens to them for 48 hours or until it is done, and the person who took the call sees the grant. */
  'followUp:take': v.strictObject({ followUpId: id }),
  'followUp:done': v.strictObject({ followUpId: id }),
  /** Reverses `followUp:done`. */
  'followUp:reopen': v.strictObject({ followUpId: id }),
};
export type FollowUpNews = { 'followUp:changed': FollowUp };

/** The person it is for; any manager if it is for nobody by name. */
export const mayDoFollowUp = (viewer: Viewer, { forId }: FollowUp) =>
  forId === null ? isA(viewer, 'manager') : forId === viewer.id;

/** Any manager other than the one who has it, for a call to be looked at. */
export const mayTakeFollowUp = (viewer: Viewer, { source, forId }: FollowUp) =>
  source === 'call' && isA(viewer, 'manager') && forId !== viewer.id;

/** Visible to the person it is for, the one who raised it and the one it was agreed with; to all managers if it is about a call. Null otherwise. */
export const followUpAsSeenBy = (viewer: Viewer, followUp: FollowUp): FollowUp | null =>
  mayDoFollowUp(viewer, followUp) ||
  (followUp.source === 'call' && isA(viewer, 'manager')) ||
  followUp.withId === viewer.id ||
  followUp.raisedBy === viewer.id
    ? followUp
    : null;
