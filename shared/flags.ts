import * as v from 'valibot';
import { isOfTheirShift, type Call } from './calls.ts';
import { isA, wasPlacedAt, type Viewer } from './viewer.ts';
import { id, line, shortText, slug, writtenText, type Row } from './shapes.ts';

export type FlagState = 'waiting' | 'taken' | 'closed' | 'withdrawn';
/** One step in the history of a flag. `words` holds a question, an answer or the learning. `lapsed`: released automatically. */
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
  /** A slug of the helpline’s list of reasons. */
  reason: string;
  note: string;
  /** *Please ask me before you decide*: the flag cannot be closed before a question was asked. */
  askMeFirst: boolean;
  raisedBy: string;
  raisedAt: string;
  assignedTo: string | null;
  learning: string | null;
  /** The theme for group supervision. Visible to supervisors only. */
  theme: string | null;
  closedAt: string | null;
  steps: FlagStep[];
};

const flagId = v.strictObject({ flagId: id });
/** A follow-up for the managers; the client picks its id. */
const task = v.strictObject({ followUpId: id, words: writtenText });

/** The client picks `flagId`, so repeating the command raises one flag. */
export const flagCommands = {
  'flag:raise': v.strictObject({
    flagId: id,
    callId: id,
    reason: slug,
    note: v.optional(shortText, ''),
    askMeFirst: v.optional(v.boolean(), false),
  }),
  'flag:withdraw': flagId,
  'flag:take': flagId,
  /** The review is in progress: postpones the automatic release. Sends no news. */
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
/** News carries the whole flag, never a patch. */
export type FlagNews = { 'flag:changed': Flag };

/** Minutes after raising in which a flag can be withdrawn as if it had not been raised. */
const withdrawMinutes = 5;
/** Minutes without activity after which a flag under review is released to all supervisors. */
export const idleMinutes = 30;

/** The numbers of flags that wait, are under review, and were closed in the last `countedDays`. */
export type FlagCount = { waiting: number; taken: number; closedLately: number };
export const countedDays = 30;

/** One of the pair of the call's shift who may read the call. */
export const mayFlag = (viewer: Viewer, call: Call) => isOfTheirShift(viewer, call);
/** Supervisors only. */
export const mayReview = (viewer: Viewer) => isA(viewer, 'supervisor');
/** Managers and supervisors may see the numbers of flags. */
export const mayCountFlags = (viewer: Viewer) => isA(viewer, 'manager') || mayReview(viewer);
/** The person who raised it, within `withdrawMinutes` and until it is closed. */
export const mayWithdrawFlag = (viewer: Viewer, flag: Flag, now: Date) =>
  flag.raisedBy === viewer.id &&
  flag.state !== 'withdrawn' &&
  flag.state !== 'closed' &&
  now.getTime() - Date.parse(flag.raisedAt) <= withdrawMinutes * 60_000;

/** Whether the last question of a supervisor is unanswered. */
export const hasOpenQuestion = ({ state, steps }: Flag) =>
  (state === 'waiting' || state === 'taken') &&
  steps.findLast(({ step }) => step === 'asked' || step === 'answered')?.step === 'asked';

/** Whether a question was asked, if `askMeFirst` requires one. */
export const mayCloseFlag = ({ askMeFirst, steps }: Flag) =>
  !askMeFirst || steps.some(({ step }) => step === 'asked');

/** Visible to the person who raised it, their partner of that time, and supervisors; null for everybody else, managers included. */
export function flagAsSeenBy(viewer: Viewer, flag: Flag): Flag | null {
  if (isA(viewer, 'supervisor')) return flag;
  const isOfPair = flag.raisedBy === viewer.id || wasPlacedAt(viewer, flag.shiftId, flag.raisedAt);
  return isOfPair ? { ...flag, theme: null } : null;
}
