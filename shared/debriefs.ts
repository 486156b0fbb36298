import * as v from 'valibot';
import type { Person } from './people.ts';
import { isA, wasPlacedAt, type Viewer } from './viewer.ts';
import { day, id, instant, shortText, writtenText, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

export const urgencyWords = {
  now: 'Now, before my next call',
  'before-i-finish': 'Before I finish tonight',
  'next-day-or-two': 'In the next day or two',
  'keep-for-supervision': 'Keep for supervision',
} as const;
export type Urgency = keyof typeof urgencyWords;

export const debriefWayWords = {
  phone: 'By phone',
  video: 'By video',
  'in-person': 'In person',
  'in-writing': 'In writing',
} as const;
export type DebriefWay = keyof typeof debriefWayWords;

/** The responses that need action at once. */
export const urgentResponses = ['999-now', 'partner-and-manager-now'] as const;
export type UrgentResponse = (typeof urgentResponses)[number];

export type DebriefState =
  'asked' | 'accepted' | 'offered' | 'other-time-asked' | 'agreed' | 'held' | 'closed' | 'withdrawn';
/**
 * One step in the history of a request: what, who, when, and the offered time, if any.
 * `by` is the manager reached for `escalated`, the former assignee for `handed-back`, and the assignee or person asked who is unavailable for `away`.
 */
export type DebriefStep = {
  step: DebriefState | 'escalated' | 'handed-back' | 'away' | 'widened';
  by: string;
  at: string;
  for?: string;
  words?: string;
};

/** What the manager records at the end, visible to the two of them. */
export type DebriefClosing = {
  whatHelped: string;
  /** Null: not proposed. Only an agreed one is brought to supervision. */
  supervision: 'proposed' | 'agreed' | 'declined' | null;
  /** When whoever asked for the debrief answered that; absent where they have not. */
  answeredAt?: string;
};

export type Debrief = Row & {
  state: DebriefState;
  urgency: Urgency;
  askedBy: string;
  askedAt: string;
  /** The shift in which the person asked; null outside of one. */
  shiftId: string | null;
  note: string;
  way: DebriefWay | null;
  callIds: string[];
  /** The response that a call needs at once, if this request reports one. Null for every other request. */
  responseNeeded: UrgentResponse | null;
  /** The manager asked for by name; null asks any manager. */
  managerId: string | null;
  /** Whether the request may escalate beyond the manager named. */
  mayEscalate: boolean;
  /** Managers reached by escalation. */
  escalatedTo: string[];
  /** Who has had it on their screen, and since when. Shown to the person who asked. */
  seenBy: { by: string; at: string }[];
  assignedTo: string | null;
  /** The time last offered, ISO 8601; null if none. */
  offeredFor: string | null;
  sharedWithPartner: boolean;
  /** When it was last shared; visible to the partner of that time, not to people placed later. */
  sharedAt: string | null;
  closing: DebriefClosing | null;
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
    way: v.optional(v.nullable(v.picklist(slugsOf(debriefWayWords))), null),
    callIds: v.optional(v.pipe(v.array(id), v.maxLength(mostCallsInDebrief)), []),
    managerId: v.optional(v.nullable(id), null),
    mayEscalate: v.optional(v.boolean(), false),
    /** With a call only, and only with the urgency *now*. */
    responseNeeded: v.optional(v.nullable(v.picklist(urgentResponses)), null),
  }),
  'debrief:withdraw': debriefId,
  /** Lets any manager answer, no longer only the one named. */
  'debrief:widen': debriefId,
  'debrief:share': v.strictObject({ debriefId: id, shared: v.boolean() }),
  'debrief:seen': debriefId,
  'debrief:accept': debriefId,
  /** The assignee gives the request back; it waits for the others again. */
  'debrief:handBack': debriefId,
  'debrief:offer': v.strictObject({ debriefId: id, for: instant }),
  /** `for`: the time that was read. Refused where another one is on offer by now. */
  'debrief:agree': v.strictObject({ debriefId: id, for: v.optional(instant) }),
  'debrief:askOtherTime': v.strictObject({ debriefId: id, words: v.optional(shortText, '') }),
  'debrief:hold': debriefId,
  'debrief:close': v.strictObject({
    debriefId: id,
    whatHelped: v.optional(shortText, ''),
    bringToSupervision: v.optional(v.boolean(), false),
    /** A follow-up on which the two agreed. */
    followUp: v.optional(v.strictObject({ followUpId: id, words: writtenText, dueOn: v.nullable(day) })),
  }),
  /** The answer to *may I bring this to supervision?* */
  'debrief:supervision': v.strictObject({ debriefId: id, agreed: v.boolean() }),
};
export type DebriefNews = { 'debrief:changed': Debrief };

/**
 * The manager asked for by name, and those it has escalated to; any manager if none was named. A supervisor only if named, or reached
 * while a manager. Nobody who is neither any more.
 */
export const mayAnswerDebrief = (viewer: Viewer, { managerId, escalatedTo }: Debrief) =>
  managerId === null
    ? isA(viewer, 'manager')
    : (isA(viewer, 'manager') || isA(viewer, 'supervisor')) &&
      (managerId === viewer.id || escalatedTo.includes(viewer.id));
/** Only the manager or supervisor who has accepted it. */
export const mayHoldDebrief = (viewer: Viewer, debrief: Debrief) => debrief.assignedTo === viewer.id;
/** It is unassigned, or assigned to a person who is suspended. */
export const isFree = ({ assignedTo }: Debrief, holder: Pick<Person, 'suspendedAt'> | null | undefined) =>
  assignedTo === null || Boolean(holder?.suspendedAt);
/** Closed or withdrawn: a final state. */
export const isOver = (debrief: Debrief) => debrief.state === 'closed' || debrief.state === 'withdrawn';
/** The person who asked, at any time before the debrief was held. */
export const mayWithdraw = (viewer: Viewer, debrief: Debrief) =>
  debrief.askedBy === viewer.id && debrief.state !== 'held' && !isOver(debrief);
/** The person who asked, if they asked within a shift and the request is not over. */
export const mayShareDebrief = (viewer: Viewer, debrief: Debrief) =>
  debrief.askedBy === viewer.id && debrief.shiftId !== null && !isOver(debrief);

/**
 * Visible to the person who asked and to those asked; to the shift partner only if it was shared with them. Null for everybody else.
 * The closing is visible only to the person who asked and the assignee.
 */
export const debriefAsSeenBy = (viewer: Viewer, debrief: Debrief): Debrief | null => {
  if (debrief.askedBy === viewer.id || debrief.assignedTo === viewer.id) return debrief;
  const isShared = debrief.sharedWithPartner && wasPlacedAt(viewer, debrief.shiftId, debrief.sharedAt);
  return isShared || mayAnswerDebrief(viewer, debrief) ? { ...debrief, closing: null } : null;
};
