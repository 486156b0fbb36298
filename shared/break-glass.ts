import type { Row } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** Lengths of the reason, in UTF-16 units. */
export const reasonLength = { least: 20, most: 500 } as const;
/** Hours in which a second person has to answer, minutes for which the conversation can be read, hours in which a third looks at it. */
export const answerHours = 24;
export const readMinutes = 60;
export const reviewHours = 72;

export const verdictWords = { right: 'Right to do', 'not-right': 'Not right' } as const;
export type Verdict = keyof typeof verdictWords;

/** `lapsed`: nobody answered in time, or whoever asked may not ask any more. `open` and `shut`: it was confirmed. */
export type BreakGlassState = 'asked' | 'declined' | 'withdrawn' | 'lapsed' | 'open' | 'shut';
/** `access-lost`: one of the two was suspended or is neither manager nor supervisor any more. */
export type ShutBecause = 'time-up' | 'ended' | 'access-lost';

/** One request to read what the pairs of a shift wrote to each other, and everything that came of it. Holds none of their words. */
export type BreakGlass = Row & {
  shiftId: string;
  shiftStartsAt: string;
  state: BreakGlassState;
  reason: string;
  askedBy: string;
  askedAt: string;
  /** Until when it can be answered. */
  lapsesAt: string;
  /** The second person, who confirmed or declined. */
  answeredBy: string | null;
  answeredAt: string | null;
  /** Until when the two may read; null if it was not confirmed. */
  until: string | null;
  shutAt: string | null;
  shutBecause: ShutBecause | null;
  /** The person who ended it early; null if it was not ended early. */
  shutBy: string | null;
  /** Who of the two read it, and when first. */
  readBy: { by: string; at: string }[];
  /** Everybody who had a place in the shift or whose messages can be read. */
  affectedPersonIds: string[];
  /** Who has pressed *I have read it* since the last thing that they are told. */
  seenBy: string[];
  /** Until when a third person has to look at it; null if it was not confirmed. */
  reviewDueAt: string | null;
  /** There is no third manager or supervisor, so one of the affected people looks at it. */
  reviewedBySupporters: boolean;
  review: { by: string; at: string; verdict: Verdict; words: string } | null;
};

export type BreakGlassNews = { 'breakGlass:changed': BreakGlass };

/** What a page of the conversation shows of one message, covered or not. */
export type MessageRead = {
  id: string;
  from: string;
  to: string | null;
  body: string;
  warning: string | null;
  sentAt: string;
};
export type MessagesRead = { messages: MessageRead[]; more: boolean };

/** Managers and supervisors. Who of them is concerned by a request is for the rules below. */
export const mayAskBreakGlass = (viewer: Pick<Viewer, 'roles'>) =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor');

/** Whether it was confirmed, so that words could be read. */
export const wasOpened = ({ until }: BreakGlass) => until !== null;

/** Whether these are words of this person, or of a shift of theirs. */
export const isOwnConversation = (viewer: Pick<Viewer, 'id'>, { affectedPersonIds }: Affected) =>
  affectedPersonIds.includes(viewer.id);
type Affected = Pick<BreakGlass, 'affectedPersonIds'>;

/**
 * Visible to managers and supervisors who were not on the shift, and from the confirmation on to those whose words they are; null for
 * everybody else. A manager who was on the shift learns of a request no sooner than the partner.
 */
export const breakGlassAsSeenBy = (viewer: Viewer, row: BreakGlass): BreakGlass | null =>
  (isOwnConversation(viewer, row) ? wasOpened(row) : mayAskBreakGlass(viewer)) ? row : null;

/** Whether this is one of the two who opened it. */
export const isOneOfTheTwo = (viewer: Pick<Viewer, 'id'>, row: BreakGlass) =>
  row.askedBy === viewer.id || (wasOpened(row) && row.answeredBy === viewer.id);

/** A manager or supervisor other than the one who asked, who was not on the shift. */
export const mayAnswerBreakGlass = (viewer: Viewer, row: BreakGlass) =>
  mayAskBreakGlass(viewer) && row.askedBy !== viewer.id && !isOwnConversation(viewer, row);

/** Whether this person may read the conversation at `now`, in milliseconds since 1970. */
export const mayReadConversation = (viewer: Viewer, row: BreakGlass, now: number) =>
  row.state === 'open' &&
  now < Date.parse(row.until!) &&
  mayAskBreakGlass(viewer) &&
  isOneOfTheTwo(viewer, row) &&
  !isOwnConversation(viewer, row);

/** A third manager or supervisor; if there is none, one of those whose words were read. */
export const mayReviewBreakGlass = (viewer: Viewer, row: BreakGlass) =>
  wasOpened(row) &&
  (isOwnConversation(viewer, row)
    ? row.reviewedBySupporters
    : mayAskBreakGlass(viewer) && !isOneOfTheTwo(viewer, row));
