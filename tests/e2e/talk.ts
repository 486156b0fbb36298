import { expect, type Page } from '@playwright/test';
import { onDiskOf } from './browser-storage.ts';

/** What is opened by a press is on the page before the link goes. */
const isFetchedAhead = `performance.getEntriesByName('parts-ahead').length > 0`;

export const box = (page: Page, name = 'Ben') => page.getByLabel(`Write to ${name}`, { exact: true });
export const talk = (page: Page) => page.getByRole('log', { name: 'What you have said to each other' });
export const said = (page: Page, words: string) => talk(page).getByText(words, { exact: true });
export const live = (page: Page) => page.getByText('Live', { exact: true });

export async function say(page: Page, words: string, to = 'Ben') {
  await box(page, to).fill(words);
  await box(page, to).press('Enter');
}

/** Cuts the link once everything given before is answered, and waits until the page says so. What waits then was given without one. */
export async function goOffline(page: Page) {
  await expect.poll(async () => (await onDiskOf(page, 'command')).length).toBe(0);
  await expect.poll(() => page.evaluate<boolean>(isFetchedAhead)).toBe(true);
  await page.context().setOffline(true);
  await expect(page.getByText('Not connected.', { exact: true })).toBeVisible();
}
