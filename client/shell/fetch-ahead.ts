import type { Live } from '../live/live.svelte.ts';

/** Starts when connected: a browser repeats a failed import for as long as the page is open. */
export function fetchAhead(live: Live) {
  let asked = false;
  live.on('welcome', ({ me, notificationPreferences }) => {
    if (asked) return;
    asked = true;
    setTimeout(
      () =>
        void import('./parts-ahead.ts').then(
          ({ fetchParts }) => fetchParts({ live, me }),
          () => (asked = false),
        ),
      1_500,
    );
    if (globalThis.Notification?.permission === 'granted')
      void import('../notifications/forget-device.ts')
        .then(({ keepOnlyMine }) => keepOnlyMine(notificationPreferences))
        .catch(() => {});
  });
}
