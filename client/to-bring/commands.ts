import type { ToBring } from '#shared/to-bring';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

/** `place` is where the words were typed: a refusal puts them back there. */
export const addToBring = (live: Live, words: string, about: ToBring['about'], place?: string) =>
  live.send(
    'toBring:add',
    { toBringId: newId(), words, ...(about && { about }) },
    place === undefined ? undefined : typedAt(place, words),
  );
export const shareToBring = (live: Live, toBringId: string, gatheringId: string, named: boolean) =>
  live.send('toBring:share', { toBringId, gatheringId, lineId: newId(), named });
export const takeBackToBring = (live: Live, toBringId: string) =>
  live.send('toBring:takeBack', { toBringId });
export const removeToBring = (live: Live, toBringId: string) => live.send('toBring:remove', { toBringId });
