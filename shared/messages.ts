import * as v from 'valibot';
import type { Viewer } from './viewer.ts';
import { id, line, messageText, slugsOf, type Row } from './shapes.ts';

export const askAnswerWords = {
  now: 'Now',
  'in-ten-minutes': 'In ten minutes',
  'after-my-call': 'After my call',
} as const;
export type AskAnswer = keyof typeof askAnswerWords;

export type Message = Row & {
  shiftId: string;
  from: string;
  /** The shift partner for whom it was written; null for an old one where nobody can be named. */
  to: string | null;
  body: string;
  callId: string | null;
  /** Folded until the partner opens it, behind `warning` where one was written. */
  covered: boolean;
  warning: string | null;
  /** *Can I talk something over?*: the partner answers with one tap. */
  asks: boolean;
  answer: AskAnswer | null;
  /** When it was written, and when it was received: later if there was no connection. Messages are in the order of arrival. */
  sentAt: string;
  receivedAt: string;
  seenAt: string | null;
  /** When the partner unfolded a covered message. */
  openedAt: string | null;
};

export const messageCommands = {
  'message:send': v.strictObject({
    messageId: id,
    body: messageText,
    /** The shift partner it is for: refused once somebody else has their place. Left out, it is for the partner of now. */
    to: v.optional(id),
    callId: v.optional(id),
    covered: v.optional(v.boolean(), false),
    warning: v.optional(line),
    asks: v.optional(v.boolean(), false),
  }),
  /** Marks everything the partner wrote up to and including this message as seen. */
  'message:seen': v.strictObject({ messageId: id }),
  'message:open': v.strictObject({ messageId: id }),
  'message:answer': v.strictObject({ messageId: id, answer: v.picklist(slugsOf(askAnswerWords)) }),
};
/** Volatile: never stored, never acknowledged, lost without harm. */
export const typingShape = v.strictObject({ on: v.boolean(), to: v.optional(id) });

export type Typing = { shiftId: string; personId: string; on: boolean };
export type MessageNews = { 'message:changed': Message };

/** Between the two who had it and nobody else, until the conversation goes: neither who comes later nor a manager reads it. */
export const messageAsSeenBy = (viewer: Viewer, message: Message): Message | null =>
  (message.from === viewer.id || message.to === viewer.id) && viewer.talkIds.includes(message.shiftId)
    ? message
    : null;
