import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { joinShift, ownServer, signIn } from './people.ts';

const own = ownServer({ worker: true });

const lang = (page: Page) => page.locator('html').getAttribute('lang');
/** The worker stores the whole product anew before the page changes, which takes its time beside much else. */
const changesTo = (page: Page, language: string) =>
  expect.poll(() => lang(page).catch(() => null), { timeout: 60_000 }).toBe(language);
const isKept = (page: Page) =>
  expect.poll(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null')).toBe(true);

async function callsGoingOn() {
  const [found] = await aside(
    own.server,
    (sql) => sql<{ count: number }[]>`select count(*)::int as count from calls where ended_at is null`,
  );
  return found!.count;
}

test('the pair’s screen in Welsh: chosen, kept after a sign-out and without a link, and left again', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  await ana.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await ana.goto('/profile');
  await isKept(ana);
  await expect(ana.getByText('Welsh: a sample, not reviewed')).toBeVisible();

  await ana.getByRole('button', { name: 'Cymraeg' }).click();
  await changesTo(ana, 'cy');
  const spokenIn = ana.locator('[lang]', { has: ana.getByRole('heading', { name: 'My details' }) }).last();
  await expect(spokenIn).toHaveAttribute('lang', 'en-GB');
  await ana.goto('/tonight');
  await expect(ana.getByRole('button', { name: 'Mae angen cefnogaeth arnaf nawr' })).toBeVisible();
  await expect(ana.getByRole('banner')).toContainText(/\b(Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)\b/);
  await ana.getByRole('button', { name: 'Dechrau galwad' }).click();
  await expect(ana.getByLabel('Nodyn', { exact: true })).toBeVisible();
  await expect(ana.getByText('Ar alwad', { exact: true })).toBeVisible();
  await ana.getByRole('button', { name: 'Gorffen yr alwad' }).click();
  // Whoever signs out with something on its way is asked first.
  await expect.poll(callsGoingOn).toBe(0);

  await ana.getByRole('button', { name: /^Ana/ }).click();
  await ana.getByRole('menuitem', { name: 'Allgofnodi' }).click();
  await ana.getByRole('button', { name: /^Ana\b/ }).click();
  await expect(ana.getByText('Byw', { exact: true })).toBeVisible();
  await ana.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await ana.reload();
  await isKept(ana);
  await ana.context().setOffline(true);
  await ana.goto('/card');
  expect(await lang(ana)).toBe('cy');
  await expect(ana.getByRole('link', { name: '999' }).first()).toBeVisible();
  await ana.context().setOffline(false);

  await ana.goto('/profile');
  await ana.getByRole('button', { name: 'English' }).click();
  await changesTo(ana, 'en-GB');
  await ana.goto('/tonight');
  await expect(ana.getByRole('button', { name: 'I need support now' })).toBeVisible();
});
