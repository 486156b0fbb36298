import type { Page } from '@playwright/test';

/** What a press would meet, all over the screen. */
export const whatLiesOnTop = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
    const places = parts.flatMap((x) => parts.map((y) => [x * innerWidth, y * innerHeight]));
    const met = places.map(([x, y]) => document.elementFromPoint(x, y)?.closest('dialog')?.tagName);
    return [...new Set(met)];
  })()`);
