import * as v from 'valibot';
import { isOfTheirShift, type Call } from './calls.ts';
import { isA, wasPlacedAt, type Viewer } from './viewer.ts';
import { id, line, shortText, slugsOf, writtenText, type Row } from './shapes.ts';

/** A flag is a question, not a complaint. */
export const flagReasonWords = {
  'worried-about-caller': 'Worried about the caller',
  'worried-how-i-handled-it': 'Worried how I handled it',
  safeguarding: 'Safeguarding',
  confidentiality: 'Confidentiality was broken',
  'abusive-call': 'Abusive call',
  'something-to-learn': 'Something to learn from',
  'manual-wrong': 'Something in the manual is wrong',
} as const;
export type FlagReason = keyof typeof flagReasonWords;

export type FlagState = 'waiting' | 'taken' | 'closed' | 'withdrawn';
/** One line of a flag's story. `words` holds a question, an answer or the learning. `lapsed`: released by itself, nobody touched it. */
export type FlagStep = {
  step: 'raised' | 'taken' | 'released' | 'lapsed' | 'asked' | 'answered' | 'closed' | 'withdrawn';
  by: string;
  at: string;
  words?: string;
};

export type Flag = Row & {
  state: FlagState;
  callId: string;
  shiftId: string;
  reason: FlagReason;
  note: string;
  /** *Please ask me before you decide*: it cannot be closed before a question was asked. */
  askMeFirst: boolean;
  raisedBy: string;
  raisedAt: string;
  assignedTo: string | null;
  learning: string | null;
  /** What this belongs with, for group supervision. Supervisors only. */
  theme: string | null;
  closedAt: string | null;
  steps: FlagStep[];
};

const flagId = v.strictObject({ flagId: id });
/** Something the manager is asked to do or to change, made with the id the client picks. */
const task = v.strictObject({ followUpId: id, words: writtenText });

/** What a person may ask for. The client picks `flagId`, so asking twice raises one flag. */
export const flagCommands = {
  'flag:raise': v.strictObject({
    flagId: id,
    callId: id,
    reason: v.picklist(slugsOf(flagReasonWords)),
    note: v.optional(shortText, ''),
    askMeFirst: v.optional(v.boolean(), false),
  }),
  'flag:withdraw': flagId,
  'flag:take': flagId,
  /** Still being worked on: it is not released by itself for another while. Tells nobody. */
  'flag:keep': flagId,
  'flag:release': flagId,
  'flag:ask': v.strictObject({ flagId: id, question: writtenText }),
  'flag:answer': v.strictObject({ flagId: id, answer: writtenText }),
  'flag:close': v.strictObject({
    flagId: id,
    learning: writtenText,
    theme: v.optional(line),
    followUp: v.optional(task),
    manualChange: v.optional(task),
  }),
};
/** What may have happened. News carries the whole flag, never a patch. */
export type FlagNews = { 'flag:changed': Flag };

/** Minutes in which a flag can be taken back as if it had not been raised. */
export const withdrawMinutes = 5;
/** Minutes after which a flag that nobody works on waits for everyone again. */
export const idleMinutes = 30;

/** How many flags wait, are being reviewed, and were closed in the last `countedDays`. */
export type FlagCount = { waiting: number; taken: number; closedLately: number };
export const countedDays = 30;

/** One rule, two uses: the server refuses by it, the client hides the button by it. */
export const mayFlag = (viewer: Viewer, call: Call) => isOfTheirShift(viewer, call);
/** Supervisors, and nobody else. */
export const mayReview = (viewer: Viewer) => isA(viewer, 'supervisor');
/** How many there are, and nothing else about them. */
export const mayCountFlags = (viewer: Viewer) => isA(viewer, 'manager') || mayReview(viewer);
/** Whoever raised it, within `withdrawMinutes` of raising it and until it is closed. */
export const mayWithdrawFlag = (viewer: Viewer, flag: Flag, now: Date) =>
  flag.raisedBy === viewer.id &&
  flag.state !== 'withdrawn' &&
  flag.state !== 'closed' &&
  now.getTime() - Date.parse(flag.raisedAt) <= withdrawMinutes * 60_000;

/** The last thing the supervisor asked has not been answered, whoever has the flag by now. */
export const hasOpenQuestion = ({ state, steps }: Flag) =>
  (state === 'waiting' || state === 'taken') &&
  steps.findLast(({ step }) => step === 'asked' || step === 'answered')?.step === 'asked';

/** Whoever wished to be asked first has been asked. */
export const mayCloseFlag = ({ askMeFirst, steps }: Flag) =>
  !askMeFirst || steps.some(({ step }) => step === 'asked');

/** Whoever raised it and their partner of that time see every step; supervisors see it to review it; managers do not. */
export function flagAsSeenBy(viewer: Viewer, flag: Flag): Flag | null {
  if (isA(viewer, 'supervisor')) return flag;
  const isOfPair = flag.raisedBy === viewer.id || wasPlacedAt(viewer, flag.shiftId, flag.raisedAt);
  return isOfPair ? { ...flag, theme: null } : null;
}
