import * as v from 'valibot';
import type { Viewer } from './viewer.ts';
import { id, line, messageText, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

export const askAnswerWords = {
  now: 'Now',
  'in-ten-minutes': 'In ten minutes',
  'after-my-call': 'After my call',
} as const;
export type AskAnswer = keyof typeof askAnswerWords;

export type Message = Row & {
  shiftId: string;
  from: string;
  /** The recipient; null for an old message whose recipient is unknown. */
  to: string | null;
  body: string;
  callId: string | null;
  /** Folded until the partner opens it, behind `warning` if there is one. */
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
    /** The recipient: refuses `conflict` if another person has the place by then. Left out, it is for the current partner. */
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
/** A volatile event: never stored or acknowledged, and may be lost. */
export const typingShape = v.strictObject({ on: v.boolean(), to: v.optional(id) });

export type Typing = { shiftId: string; personId: string; on: boolean };
export type MessageNews = { 'message:changed': Message };

/** Visible to its writer and recipient until the conversation is deleted; null for everybody else, later partners and managers included. */
export const messageAsSeenBy = (viewer: Viewer, message: Message): Message | null =>
  (message.from === viewer.id || message.to === viewer.id) && viewer.talkIds.includes(message.shiftId)
    ? message
    : null;
