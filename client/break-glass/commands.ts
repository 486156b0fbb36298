import type { Verdict } from '#shared/break-glass';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

/** `place` is where the reason was typed: a refusal puts it back there. */
export const askToRead = (live: Live, shiftId: string, reason: string, place: string) =>
  live.send('breakGlass:ask', { breakGlassId: newId(), shiftId, reason }, typedAt(place, reason));
export const confirmReading = (live: Live, breakGlassId: string) =>
  live.send('breakGlass:confirm', { breakGlassId });
export const declineReading = (live: Live, breakGlassId: string) =>
  live.send('breakGlass:decline', { breakGlassId });
export const endReading = (live: Live, breakGlassId: string) => live.send('breakGlass:end', { breakGlassId });
export const markWordsSeen = (live: Live, breakGlassId: string) =>
  live.send('breakGlass:seen', { breakGlassId });
export const reviewReading = (
  live: Live,
  breakGlassId: string,
  verdict: Verdict,
  words: string,
  place: string,
) => live.send('breakGlass:review', { breakGlassId, verdict, words }, typedAt(place, words));
