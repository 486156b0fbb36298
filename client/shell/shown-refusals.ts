import { SvelteSet } from 'svelte/reactivity';

/** The ids of the commands whose refusal would be shown where it was written, because that place is on the screen. */
export const shownRefusals = new SvelteSet<string>();

/** Returns how to stop. */
export function showRefusalHere(commandId: string): () => void {
  shownRefusals.add(commandId);
  return () => shownRefusals.delete(commandId);
}
