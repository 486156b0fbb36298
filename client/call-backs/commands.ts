import type { TryResult } from '#shared/call-backs';
import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { askedAt, typedAt } from '../live/waiting.ts';

export type Promised = CommandFields<'callBack:promise'>;

/** A refused one is kept also without words, for its times and number. `place` is where the words were typed: a refusal puts them back there. */
export const promiseCallBack = (live: Live, promised: Promised, place: string) =>
  live.send('callBack:promise', promised, askedAt(place, promised.words));

export const tellTry = (live: Live, callBackId: string, result: TryResult) =>
  live.send('callBack:tried', { callBackId, result });

/** `place` is where the words were typed: a refusal puts them back there. */
export const letGo = (live: Live, callBackId: string, words: string, place: string) =>
  live.send('callBack:letGo', { callBackId, words }, typedAt(place, words));
