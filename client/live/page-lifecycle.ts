import { on } from 'svelte/events';
import type { Live } from './live.svelte.ts';

/** Phones freeze pages: look at the link again whenever this one comes back to life, and rest while it is left. Returns how to stop. */
export function followPageLifecycle(live: Live): () => void {
  const wake = () => live.wake();
  const write = () => live.words.flush();
  const stops = [
    on(window, 'pageshow', (event) => event.persisted && wake()),
    on(window, 'online', wake),
    on(window, 'offline', wake),
    on(window, 'focus', wake),
    on(document, 'resume', wake),
    on(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? wake() : write())),
    on(document, 'freeze', write),
    on(window, 'pagehide', () => {
      write();
      live.rest();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
