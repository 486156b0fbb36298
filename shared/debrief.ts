import * as v from 'valibot';
import { isA, type Viewer } from './people.ts';
import { id, instant, shortText, slugsOf, type Row } from './shapes.ts';

export const urgencyWords = {
  now: 'Now, before my next call',
  'before-i-finish': 'Before I finish tonight',
  'next-day-or-two': 'In the next day or two',
  'keep-for-supervision': 'Keep for supervision',
} as const;
export type Urgency = keyof typeof urgencyWords;

export type DebriefState = 'asked' | 'accepted' | 'offered' | 'agreed' | 'held' | 'closed' | 'withdrawn';
/** One line of what happened to a request: what, who, when, and for which time where one was named. */
export type DebriefStep = { step: DebriefState; by: string; at: string; for?: string };

export type Debrief = Row & {
  state: DebriefState;
  urgency: Urgency;
  askedBy: string;
  note: string;
  callIds: string[];
  /** The manager asked for by name; null asks any manager. */
  managerId: string | null;
  heldBy: string | null;
  /** The time last offered. */
  offeredFor: string | null;
  steps: DebriefStep[];
};

/** How many calls one request may be about. */
export const mostCallsInDebrief = 20;

const debriefId = v.strictObject({ debriefId: id });
export const debriefCommands = {
  'debrief:ask': v.strictObject({
    debriefId: id,
    urgency: v.picklist(slugsOf(urgencyWords)),
    note: v.optional(shortText, ''),
    callIds: v.optional(v.pipe(v.array(id), v.maxLength(mostCallsInDebrief)), []),
    managerId: v.optional(v.nullable(id), null),
  }),
  'debrief:withdraw': debriefId,
  'debrief:accept': debriefId,
  'debrief:offer': v.strictObject({ debriefId: id, for: instant }),
  'debrief:agree': debriefId,
  'debrief:hold': debriefId,
  'debrief:close': debriefId,
};
export type DebriefNews = { 'debrief:changed': Debrief };

/** Only the manager asked for by name may answer; any manager where none was named. A supervisor only by name. */
export const mayAnswerDebrief = (viewer: Viewer, debrief: Debrief) =>
  debrief.managerId === null ? isA(viewer, 'manager') : debrief.managerId === viewer.id;
export const mayHoldDebrief = (viewer: Viewer, debrief: Debrief) => debrief.heldBy === viewer.id;
export const isOver = (debrief: Debrief) => debrief.state === 'closed' || debrief.state === 'withdrawn';
/** A request may be taken back at any point before it was held. */
export const mayWithdraw = (viewer: Viewer, debrief: Debrief) =>
  debrief.askedBy === viewer.id && debrief.state !== 'held' && !isOver(debrief);

/** A request is between the one who asks and those asked: nobody else learns that it exists. */
export const debriefAsSeenBy = (viewer: Viewer, debrief: Debrief): Debrief | null =>
  debrief.askedBy === viewer.id || mayAnswerDebrief(viewer, debrief) ? debrief : null;
