import type { ListName } from '#shared/lists';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

type Added = { list: ListName; words: string; group: string };
type Renamed = { list: ListName; slug: string; words: string };

/** `place` is where the word was typed: a refusal puts it back there. */
export const addWord = (live: Live, added: Added, place?: string) =>
  live.send('list:add', { changeId: newId(), ...added }, typedAt(place, added.words));
export const renameWord = (live: Live, renamed: Renamed, place: string) =>
  live.send('list:rename', { changeId: newId(), ...renamed }, typedAt(place, renamed.words));
export const retireWord = (live: Live, list: ListName, slug: string) =>
  live.send('list:retire', { changeId: newId(), list, slug });
export const orderWords = (live: Live, list: ListName, slugs: string[]) =>
  live.send('list:order', { changeId: newId(), list, slugs });
export const agreeListChange = (live: Live, changeId: string) => live.send('list:agree', { changeId });
export const declineListChange = (live: Live, changeId: string) => live.send('list:decline', { changeId });
