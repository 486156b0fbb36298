import type { Browser, Page } from '@playwright/test';
import { joinShift, phone, signIn } from './people.ts';

/** Ana at a laptop and Ben on a phone, both in the shift. */
export async function pair(browser: Browser) {
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben', phone)];
  await joinShift(ana);
  await joinShift(ben);
  return { ana, ben };
}
export const askForSupport = (page: Page) =>
  page.getByRole('button', { name: 'I need support now', exact: true }).click();
