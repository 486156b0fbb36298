import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

export const askWhoCouldCome = (live: Live, fields: Omit<CommandFields<'swap:ask'>, 'swapId'>) =>
  live.send('swap:ask', { swapId: newId(), ...fields });

/** A yes to a swap names the shift of one's own that the other takes. */
export const answerSwap = (live: Live, fields: CommandFields<'swap:answer'>) =>
  live.send('swap:answer', fields);

export const withdrawSwap = (live: Live, swapId: string) => live.send('swap:withdraw', { swapId });

export const undoSwap = (live: Live, swapId: string) => live.send('swap:undo', { swapId });

export const allowSwap = (live: Live, swapId: string) => live.send('swap:allow', { swapId });

/** `place` is where the words were typed: a refusal puts them back there. */
export const refuseSwap = (live: Live, swapId: string, words: string, place: string) =>
  live.send('swap:refuse', { swapId, ...(words && { words }) }, typedAt(place, words));
