import type { Page } from '@playwright/test';

/** Resolves once the page was drawn anew, as after a change of size or colours. */
export const drawn = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
