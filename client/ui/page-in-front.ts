import { createSubscriber } from 'svelte/reactivity';
import { on } from 'svelte/events';

const follow = createSubscriber((update) => on(document, 'visibilitychange', update));

/** Whether somebody can see this page: its tab is in front. What reads it in an effect is run again when that changes. */
export function pageInFront(): boolean {
  follow();
  return document.visibilityState === 'visible';
}
