import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, hasTouch: true };
export const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** Somebody of the trial helpline at a browser of their own, signed in with one click. */
export async function signIn(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = laptop,
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  return page;
}

/** Two pages that fail the test when anything is written to the console as an error. */
export function refusesErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}
