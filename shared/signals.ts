import * as v from 'valibot';
import { isA, wasPlacedAt, type Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

/** The signals that one of the pair can send the other with one press. */
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
  'five-minutes': 'In five minutes',
  'ringing-you': 'I am ringing you',
  cannot: 'I can’t just now',
} as const;
export type SignalAnswer = keyof typeof signalAnswerWords;
export type GivenAnswer = { by: string; answer: SignalAnswer; at: string };

/** Milliseconds that *in five minutes* lasts. Afterwards the request for support is open again and escalates. */
export const fiveMinutes = 5 * 60_000;

export type Signal = Row & {
  shiftId: string;
  kind: SignalKind;
  callId: string | null;
  raisedBy: string;
  /** When it was pressed, and when that was received: later if there was no connection. */
  raisedAt: string;
  receivedAt: string;
  /** The latest answer of each person who was asked. */
  answers: GivenAnswer[];
  /** The answer that counts: see `standingAnswer`. */
  answer: SignalAnswer | null;
  answeredBy: string | null;
  answeredAt: string | null;
  loweredAt: string | null;
  /** Managers whom *I need support now* has reached by escalation. */
  escalatedTo: string[];
  /** Who has had it on their screen, and since when. Shown to the person who asked. */
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

/** Whether the answer says that somebody is there, not only later and not that they cannot. */
export const isHere = ({ answer }: Pick<Signal, 'answer'>) =>
  answer !== null && answer !== 'five-minutes' && answer !== 'cannot';

/** The answer that counts: the latest that somebody is there; else the latest *in five minutes*; else the latest. Null without answers. */
export const standingAnswer = (answers: GivenAnswer[]): GivenAnswer | null =>
  answers.findLast(isHere) ??
  answers.findLast(({ answer }) => answer === 'five-minutes') ??
  answers.at(-1) ??
  null;

type Answered = Pick<Signal, 'answer' | 'answeredAt'>;

/** When the promised five minutes are over, in milliseconds since 1970; null if none were promised. */
export const promisedAt = ({ answer, answeredAt }: Answered): number | null =>
  answer === 'five-minutes' && answeredAt !== null ? Date.parse(answeredAt) + fiveMinutes : null;

/** Whether somebody is there, or has promised to be within five minutes that are not over. `now` is in milliseconds since 1970. */
export function isAnswered(signal: Answered, now: number): boolean {
  if (signal.answer === null || signal.answer === 'cannot') return false;
  const promised = promisedAt(signal);
  return promised === null || now < promised;
}

/** Neither lowered nor answered. `now` is in milliseconds since 1970. */
export const isOpen = (signal: Signal, now: number) => signal.loweredAt === null && !isAnswered(signal, now);

/** Milliseconds for which a second press is taken for the same request, after somebody has said that they are there. */
const sameRequest = 10 * 60_000;
/** Whether asking again adds nothing: it is not lowered, and nobody is there yet, or only for a short while. `now` is in milliseconds since 1970. */
export const isStillFresh = (signal: Signal, now: number) =>
  signal.loweredAt === null && (!isHere(signal) || now - Date.parse(signal.answeredAt!) < sameRequest);

/** Everybody who sees it except the person who raised it. */
export const mayAnswer = (viewer: Viewer, signal: Signal) =>
  signal.raisedBy !== viewer.id && signalAsSeenBy(viewer, signal) !== null;
/** Only the person who raised it. */
export const mayLower = (viewer: Viewer, signal: Signal) => signal.raisedBy === viewer.id;

/** Visible to the pair, except when lowered before the viewer was placed, and to managers it has escalated to; null for everybody else. */
export function signalAsSeenBy(viewer: Viewer, signal: Signal): Signal | null {
  const isOfPair = wasPlacedAt(viewer, signal.shiftId, signal.loweredAt);
  const hasReached = isA(viewer, 'manager') && signal.escalatedTo.includes(viewer.id);
  return isOfPair || hasReached ? signal : null;
}
