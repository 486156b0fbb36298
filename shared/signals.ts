import * as v from 'valibot';
import { holdsPlaceIn, type Viewer } from './people.ts';
import { id, slugsOf, type Row } from './shapes.ts';

/** What one of the pair can say to the other without a word. */
export const signalWords = {
  'sit-with-me': 'Sit with me',
  'take-the-next-one': 'Can you take the next one?',
  'talk-when-free': 'Talk when you are free',
  'support-now': 'I need support now',
} as const;
export type SignalKind = keyof typeof signalWords;

export const signalAnswerWords = {
  'with-you': 'With you',
  'ill-take-it': 'I’ll take it',
  'five-minutes': 'Five minutes',
  'ringing-you': 'I am ringing you',
} as const;
export type SignalAnswer = keyof typeof signalAnswerWords;

export type Signal = Row & {
  shiftId: string;
  kind: SignalKind;
  callId: string | null;
  raisedBy: string;
  /** When it was pressed, and when that arrived here: later where there was no link. */
  raisedAt: string;
  receivedAt: string;
  answer: SignalAnswer | null;
  answeredBy: string | null;
  answeredAt: string | null;
  loweredAt: string | null;
  /** Managers whom *I need support now* has reached, because nobody had answered it by then. */
  climbedTo: string[];
  /** Who has had it on their screen, and since when: the one who asked sees it. */
  seenBy: { by: string; at: string }[];
};

export const signalCommands = {
  'signal:raise': v.strictObject({
    signalId: id,
    kind: v.picklist(slugsOf(signalWords)),
    callId: v.optional(id),
  }),
  'signal:answer': v.strictObject({
    signalId: id,
    answer: v.optional(v.picklist(slugsOf(signalAnswerWords)), 'with-you'),
  }),
  'signal:lower': v.strictObject({ signalId: id }),
  'signal:seen': v.strictObject({ signalId: id }),
};
export type SignalNews = { 'signal:changed': Signal };

export const isOpen = (signal: Signal) => signal.answer === null && signal.loweredAt === null;
export const mayAnswer = (viewer: Viewer, signal: Signal) =>
  signal.raisedBy !== viewer.id && signalAsSeenBy(viewer, signal) !== null;
export const mayLower = (viewer: Viewer, signal: Signal) => signal.raisedBy === viewer.id;

/** Between the pair; a manager learns of it once it has climbed to them. */
export function signalAsSeenBy(viewer: Viewer, signal: Signal): Signal | null {
  return holdsPlaceIn(viewer, signal.shiftId) || signal.climbedTo.includes(viewer.id) ? signal : null;
}
