import type { AskAnswer } from '#shared/messages';
import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { sendOnce } from '../live/send-once.ts';

export type NewMessage = Omit<CommandFields<'message:send'>, 'messageId'>;

export const sendMessage = (live: Live, message: NewMessage) =>
  live.send('message:send', { ...message, messageId: newId() }, { keepRefused: true });

/** Unfolds a covered message; its writer sees that it was opened. */
export const openMessage = (live: Live, messageId: string) => live.send('message:open', { messageId });

export const answerMessage = (live: Live, messageId: string, answer: AskAnswer) =>
  live.send('message:answer', { messageId, answer });

/** Covers every earlier message too, so one that has not been sent is replaced by the next. */
export const markMessageSeen = (live: Live, messageId: string) =>
  sendOnce(live, 'message:seen', { messageId }, { join: (_waiting, next) => next });
