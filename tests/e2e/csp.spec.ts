import { expect, test, type Page } from '@playwright/test';
import { joinShift, openPage, ownServer, signIn } from './people.ts';

ownServer({ worker: true });

/** Every later page of this browser notes what the content security policy stops on it. */
const watch = (page: Page) =>
  page.addInitScript(`
    window.stopped = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      window.stopped.push([effectiveDirective, blockedURI, sample].join(' '));
    });
  `);
const stopped = (page: Page) => page.evaluate<string[]>('window.stopped');

async function walk(page: Page, paths: readonly string[]) {
  await watch(page);
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    expect(await stopped(page), path).toEqual([]);
  }
}

test('a style attribute is stopped, and noticed', async ({ browser }) => {
  const page = await openPage(browser);
  await walk(page, ['/', '/card', `/join#${'a'.repeat(43)}`]);
  await page.evaluate(`document.body.setAttribute('style', 'color: red')`);
  await expect.poll(() => stopped(page)).toEqual([expect.stringMatching(/^style-src-attr inline/)]);
});

test('nothing is stopped on the pages of a supporter, nor in what opens over them', async ({ browser }) => {
  const page = await signIn(browser, 'Ana');
  await joinShift(page);
  await walk(page, ['/calls', '/asked', '/before-you-go', '/guidance', '/rota', '/profile', '/reach']);
  await page.goto('/how-i-sign-in');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await expect(page.getByRole('img', { name: /^Code to scan/ })).toBeVisible();
  expect(await stopped(page)).toEqual([]);

  await page.goto('/tonight');
  const start = page.getByRole('button', { name: 'Start a call' });
  await start
    .or(page.getByRole('button', { name: 'End call' }))
    .first()
    .waitFor();
  if (await start.isVisible()) await start.click();
  await page.getByRole('button', { name: 'End call' }).waitFor();
  await page.getByRole('button', { name: /^Ana: my pages/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^(Choose|Add|Change|Set)[^:]*: / })
    .first()
    .click();
  await expect(page.getByRole('listbox').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ask for a debrief' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await stopped(page)).toEqual([]);
});

test('nothing is stopped on the pages of managers and supervisors', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna');
  await walk(lorna, ['/desk', '/records', '/rota', '/people', '/helpline']);
  await lorna.goto('/people');
  await lorna.getByRole('button', { name: 'Change Ana' }).click();
  await lorna.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  await expect(lorna.getByRole('dialog')).toBeVisible();
  expect(await stopped(lorna)).toEqual([]);
  await walk(await signIn(browser, 'Sunita'), ['/reviews', '/themes', '/desk']);
});
