import * as v from 'valibot';
import { isA, type Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';

/** Where something to be done comes from: a debrief, a review, a review that found the manual wrong, or a call to be looked at before the next shift. */
export type FollowUpSource = 'debrief' | 'review' | 'manual' | 'call';

/** Something agreed to be done. It names no caller; only one from a call names that call. */
export type FollowUp = Row & {
  source: FollowUpSource;
  words: string;
  /** The day on which it comes back as a reminder, such as 2026-12-01; null has no day. */
  dueOn: string | null;
  raisedBy: string;
  raisedAt: string;
  /** Who is to do it; null is any manager. */
  forId: string | null;
  /** The call to be looked at, whose record is open to whoever took this on; null for every other source. */
  callId: string | null;
  /** When somebody took it on. */
  takenAt: string | null;
  /** With whom it was agreed, who sees it too. */
  withId: string | null;
  doneBy: string | null;
  doneAt: string | null;
};

export const followUpCommands = {
  /** A manager takes on a call that is to be looked at: its record opens to them, and whoever took the call reads so. */
  'followUp:take': v.strictObject({ followUpId: id }),
  'followUp:done': v.strictObject({ followUpId: id }),
  /** It was ticked by mistake. */
  'followUp:reopen': v.strictObject({ followUpId: id }),
};
export type FollowUpNews = { 'followUp:changed': FollowUp };

/** The person it is for; where it is for nobody by name, any manager. */
export const mayDoFollowUp = (viewer: Viewer, { forId }: FollowUp) =>
  forId === null ? isA(viewer, 'manager') : forId === viewer.id;

/** A call to be looked at can be taken on by any manager, also from another, as long as nobody has done it. */
export const mayTakeFollowUp = (viewer: Viewer, { source, forId }: FollowUp) =>
  source === 'call' && isA(viewer, 'manager') && forId !== viewer.id;

/** For whoever may do it, raised it or does it with somebody; for every manager where it is about a call. */
export const followUpAsSeenBy = (viewer: Viewer, followUp: FollowUp): FollowUp | null =>
  mayDoFollowUp(viewer, followUp) ||
  (followUp.source === 'call' && isA(viewer, 'manager')) ||
  followUp.withId === viewer.id ||
  followUp.raisedBy === viewer.id
    ? followUp
    : null;
