import * as v from 'valibot';
import { holdsPlaceIn, type Viewer } from './people.ts';
import { id, line, messageText, type Row } from './shapes.ts';

export type Message = Row & {
  shiftId: string;
  from: string;
  body: string;
  callId: string | null;
  /** Folded until the partner opens it, behind `warning` where one was written. */
  covered: boolean;
  warning: string | null;
  sentAt: string;
  seenAt: string | null;
};

export const chatCommands = {
  'message:send': v.strictObject({
    messageId: id,
    body: messageText,
    callId: v.optional(id),
    covered: v.optional(v.boolean(), false),
    warning: v.optional(line),
  }),
  /** Everything the partner wrote up to and including this message has been seen. */
  'message:seen': v.strictObject({ messageId: id }),
};
/** Volatile: never stored, never acknowledged, lost without harm. */
export const typingShape = v.strictObject({ on: v.boolean() });

export type Typing = { shiftId: string; personId: string; on: boolean };
export type ChatNews = { 'message:changed': Message };

/** Between the two on shift and nobody else, until the window closes: managers never read it. */
export const messageAsSeenBy = (viewer: Viewer, message: Message): Message | null =>
  holdsPlaceIn(viewer, message.shiftId) ? message : null;
