import { newId } from '../live/new-id.ts';
import type { DraftTexts } from '../live/draft-texts.svelte.ts';
import type { Leaves } from './commands.ts';

/** Where the drafts of what a review leaves are kept. */
export const placesOf = (flagId: string) => ({
  theme: `review ${flagId} theme`,
  followUp: `review ${flagId} follow-up`,
  manualChange: `review ${flagId} manual`,
});

/** The drafts as they are now, without the empty ones. */
export function leavesAt(drafts: DraftTexts, flagId: string): Leaves {
  const places = placesOf(flagId);
  const [theme, followUp, manual] = [places.theme, places.followUp, places.manualChange].map((place) =>
    drafts.at(place).trim(),
  );
  return {
    ...(theme && { theme }),
    ...(followUp && { followUp: { followUpId: newId(), words: followUp } }),
    ...(manual && { manualChange: { followUpId: newId(), words: manual } }),
  };
}

/** Clears what has gone with a closed review. */
export function settleLeaves(drafts: DraftTexts, flagId: string, { theme, followUp, manualChange }: Leaves) {
  const places = placesOf(flagId);
  drafts.settle(places.theme, theme ?? '');
  drafts.settle(places.followUp, followUp?.words ?? '');
  drafts.settle(places.manualChange, manualChange?.words ?? '');
}
