import { on } from 'svelte/events';
import type { Live } from './live.svelte.ts';

/** Checks the connection when the page resumes (phones freeze pages) and closes it when the page is left. Returns a function that stops. */
export function followPageLifecycle(live: Live): () => void {
  const wake = () => live.wake();
  const write = () => live.drafts.flush();
  const stops = [
    on(window, 'pageshow', ({ persisted }) => {
      if (!persisted) return;
      void live.persistence?.reread();
      wake();
    }),
    on(window, 'online', wake),
    on(window, 'offline', wake),
    on(window, 'focus', wake),
    on(document, 'resume', wake),
    on(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? wake() : write())),
    on(document, 'freeze', write),
    on(window, 'pagehide', () => {
      write();
      live.rest();
      live.persistence?.rest();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
