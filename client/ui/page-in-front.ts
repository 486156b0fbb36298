import { createSubscriber } from 'svelte/reactivity';
import { on } from 'svelte/events';

const follow = createSubscriber((update) => on(document, 'visibilitychange', update));

/** Whether this page is visible: its tab is in front. Reactive: effects that read it run again when it changes. */
export function pageInFront(): boolean {
  follow();
  return document.visibilityState === 'visible';
}
