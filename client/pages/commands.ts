import type { StarterSlug } from '#shared/starter-pages';
import type { Live } from '../live/live.svelte.ts';
import { typedAt } from '../live/waiting.ts';

export type PageText = { chapter: string; title: string; body: string };
type Drafted = PageText & { pageId: string; basedOn: number; starter?: StarterSlug };
type Proposed = { pageId: string; words: string; basedOn: number; answers?: string };

export const draftPage = (live: Live, drafted: Drafted) => live.send('page:draft', drafted);
export const discardPage = (live: Live, pageId: string) => live.send('page:discard', { pageId });
/** `place` is where the words were typed: a refusal puts them back there. */
export const publishPage = (live: Live, proposed: Proposed, place: string) =>
  live.send('page:publish', proposed, typedAt(place, proposed.words));
export const correctPage = (live: Live, corrected: Omit<Proposed, 'answers'> & { body: string }) =>
  live.send('page:correct', corrected);
export const hidePage = (live: Live, pageId: string, words: string, place: string) =>
  live.send('page:hide', { pageId, words }, typedAt(place, words));
export const retirePage = (live: Live, pageId: string, words: string, place: string) =>
  live.send('page:retire', { pageId, words }, typedAt(place, words));
export const agreePage = (live: Live, pageId: string, number: number) =>
  live.send('page:agree', { pageId, number });
export const declinePage = (live: Live, pageId: string, number: number) =>
  live.send('page:decline', { pageId, number });
export const askToRead = (live: Live, pageId: string, mustRead: boolean) =>
  live.send('page:mustRead', { pageId, mustRead });
export const sayRead = (live: Live, pageId: string, version: number) =>
  live.send('page:read', { pageId, version });
