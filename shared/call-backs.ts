import * as v from 'valibot';
import { holdsPlaceIn, wasPlacedAt, type Viewer } from './viewer.ts';
import { id, instant, phone, shortText, writtenText, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

/** What came of ringing back. All but *no answer* settle it. */
export const tryResultWords = {
  reached: 'Reached them',
  'no-answer': 'No answer',
  'they-asked-us-not-to': 'They asked us not to',
} as const;
export type TryResult = keyof typeof tryResultWords;

export type CallBackTry = { by: string; at: string; result: TryResult };
/** `let-go`: with a word on why. `taken-back`: the outcome was taken out of the record. */
export type CallBackEnd = Exclude<TryResult, 'no-answer'> | 'let-go' | 'taken-back';

/** A call back promised to a caller for a time in which the line is open. It names no caller; a number is never in it. */
export type CallBack = Row & {
  callId: string;
  /** The shift in which it was promised. */
  shiftId: string;
  /** The shift whose two ring: the one of the agreed time; once that is over, the latest that has opened. Null for none. */
  toShiftId: string | null;
  from: string;
  until: string;
  words: string;
  promisedBy: string;
  promisedAt: string;
  /** Who said that they will ring themself; null for whoever is on. */
  forId: string | null;
  /** Until when the number is kept here; null where it is in the kit phone's list. */
  numberUntil: string | null;
  tries: CallBackTry[];
  settledBy: string | null;
  settledAt: string | null;
  ending: CallBackEnd | null;
  /** Why it was let go; null otherwise. */
  reason: string | null;
};

/** Tries after which no further one is offered. */
export const mostTries = 3;
/** Days ahead for which a call back can be promised. */
export const promiseDays = 14;
/** The shortest time that can be agreed, in minutes. */
export const shortestWindowMinutes = 15;
/** Hours for which a number is kept here at most. */
export const numberHours = 48;

export const callBackCommands = {
  /**
   * By whoever has the call; again under the same id, changes what was agreed, until somebody has tried. `reachOn` is kept only
   * where the helpline keeps numbers, and reaches nobody by itself. `keepsNumber` keeps the number given before, for no longer than
   * it was to be kept. Without either, no number is kept any more.
   */
  'callBack:promise': v.strictObject({
    callBackId: id,
    callId: id,
    from: instant,
    until: instant,
    words: shortText,
    forMe: v.boolean(),
    reachOn: v.optional(phone),
    keepsNumber: v.optional(v.boolean(), false),
  }),
  'callBack:tried': v.strictObject({ callBackId: id, result: v.picklist(slugsOf(tryResultWords)) }),
  'callBack:letGo': v.strictObject({ callBackId: id, words: writtenText }),
};
export type CallBackNews = { 'callBack:changed': CallBack };

/** The two of the shift that rings. */
export const mayRing = (viewer: Viewer, { toShiftId }: CallBack) => holdsPlaceIn(viewer, toShiftId);

/** They, and the two of the shift in which it was promised. */
export const mayLetGo = (viewer: Viewer, callBack: CallBack) =>
  mayRing(viewer, callBack) || holdsPlaceIn(viewer, callBack.shiftId);

/** Whether the number may be looked at now: by the two who ring, within the agreed time, while it is neither settled nor erased. */
export function mayReadNumber(viewer: Viewer, callBack: CallBack, now: number): boolean {
  const { from, until, settledAt, numberUntil } = callBack;
  const isTime = Date.parse(from) <= now && now < Date.parse(until);
  return mayRing(viewer, callBack) && isTime && settledAt === null && numberUntil !== null;
}

/** Visible to whoever promised it, and to the pairs of both shifts in their windows. Null for everybody else. */
export const callBackAsSeenBy = (viewer: Viewer, callBack: CallBack): CallBack | null =>
  callBack.promisedBy === viewer.id ||
  wasPlacedAt(viewer, callBack.shiftId, callBack.settledAt) ||
  wasPlacedAt(viewer, callBack.toShiftId, callBack.settledAt)
    ? callBack
    : null;
