import type { CommandFields } from '#shared/contract';
import type { Gathering, GatheringKind } from '#shared/gatherings';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

export type When = { startsAt: string; minutes: number; place: string | null };
export type Agreed = { words: string; forId: string | null };
type WrittenSection = CommandFields<'gathering:write'>['section'];

export const planGathering = (live: Live, kind: GatheringKind, when: When, withId: string | null) =>
  live.send('gathering:plan', { gatheringId: newId(), kind, ...when, ...(withId && { withId }) });
export const moveGathering = (live: Live, gatheringId: string, when: When) =>
  live.send('gathering:move', { gatheringId, ...when });
export const cancelGathering = (live: Live, gatheringId: string) =>
  live.send('gathering:cancel', { gatheringId });
export const sayComing = (live: Live, { id, startsAt }: Gathering, answer: 'coming' | 'cannot') =>
  live.send('gathering:say', { gatheringId: id, answer, startsAt });
export const sayHeld = (live: Live, gatheringId: string) => live.send('gathering:hold', { gatheringId });
/** `place` is where the words were typed: a refusal puts them back there. */
export const writeLine = (
  live: Live,
  gatheringId: string,
  section: WrittenSection,
  words: string,
  place: string,
) => live.send('gathering:write', { gatheringId, lineId: newId(), section, words }, typedAt(place, words));
export const strikeLine = (live: Live, lineId: string) => live.send('gathering:strike', { lineId });
export const agree = (live: Live, gatheringId: string, { words, forId }: Agreed, place: string) =>
  live.send(
    'gathering:agreed',
    {
      gatheringId,
      agreed: [{ lineId: newId(), words, ...(forId && { followUp: { followUpId: newId(), forId } }) }],
    },
    typedAt(place, words),
  );
/** `basedOn`: the highest version of the lines that are shown. */
export const confirmGathering = (live: Live, gatheringId: string, basedOn: number) =>
  live.send('gathering:confirm', { gatheringId, basedOn });
export const catchUp = (live: Live, gatheringId: string) => live.send('gathering:caughtUp', { gatheringId });
