import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { askedAt, typedAt } from '../live/waiting.ts';

/** The optional results of a review beside the learning. */
export type Leaves = Pick<CommandFields<'flag:close'>, 'theme' | 'followUp' | 'manualChange'>;

/** A refused one is kept also without a note. `place` is where the note was typed: a refusal puts it back there. */
export const raiseFlag = (
  live: Live,
  callId: string,
  reason: string,
  note: string,
  place: string,
  askMeFirst = false,
) => live.send('flag:raise', { flagId: newId(), callId, reason, note, askMeFirst }, askedAt(place, note));

export const withdrawFlag = (live: Live, flagId: string) => live.send('flag:withdraw', { flagId });

export const takeFlag = (live: Live, flagId: string) => live.send('flag:take', { flagId });

export const releaseFlag = (live: Live, flagId: string) => live.send('flag:release', { flagId });

/** Says that the review is in progress, so that it is not released automatically. */
export const keepFlag = (live: Live, flagId: string) => live.send('flag:keep', { flagId });

export const askAboutFlag = (live: Live, flagId: string, question: string, place?: string) =>
  live.send('flag:ask', { flagId, question }, typedAt(place, question));

export const answerFlag = (live: Live, flagId: string, answer: string, place?: string) =>
  live.send('flag:answer', { flagId, answer }, typedAt(place, answer));

export const closeFlag = (
  live: Live,
  flagId: string,
  learning: string,
  place?: string,
  leaves: Leaves = {},
) => live.send('flag:close', { flagId, learning, ...leaves }, typedAt(place, learning));
