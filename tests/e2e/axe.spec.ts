import { expect, test, type Page } from '@playwright/test';
import {
  coloursOnly,
  expectNothingFound,
  expectNothingFoundAt,
  expectNothingFoundInBothThemes,
  findings,
  sizes,
} from './findings.ts';
import { joinShift, openPage, ownServer, signIn } from './people.ts';

ownServer();

test('what would stand in the way is found, by every rule and by those about colours', async ({
  browser,
}) => {
  const page = await openPage(browser);
  await page.goto('/card');
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(`document.body.append(
    Object.assign(document.createElement('img'), { src: '/none.png' }),
    Object.assign(document.createElement('p'), { textContent: 'Too faint to read', style: 'color: #777; background: #666' }),
  )`);
  const found = (all: unknown[][]) => all.map(([id]) => id);
  expect(found(await findings(page))).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
  expect(found(await findings(page, coloursOnly))).toEqual(['color-contrast']);
});

test('nothing stands in the way before signing in', async ({ browser }) => {
  const page = await openPage(browser);
  for (const path of ['/', '/card', `/join#${'a'.repeat(43)}`]) await expectNothingFoundAt(page, path);
});

for (const [name, paths] of [
  [
    'Ana',
    [
      '/tonight',
      '/calls',
      '/opened',
      '/asked',
      '/before-you-go',
      '/guidance',
      '/manual',
      '/manual/safeguarding',
      '/rota',
      '/profile',
      '/reach',
      '/nowhere',
    ],
  ],
  ['Lorna', ['/desk', '/records', '/rota', '/manual/safeguarding/edit', '/people', '/reach', '/helpline']],
  ['Sunita', ['/reviews', '/themes', '/desk', '/rota']],
] as const) {
  test.describe(`with one page of ${name}’s`, () => {
    let page: Page;
    test.beforeAll(async ({ browser }) => {
      page = await signIn(browser, name);
      if (name === 'Ana') await joinShift(page);
    });
    test.afterAll(() => page.context().close());

    for (const path of paths)
      test(`nothing stands in ${name}’s way at ${path}`, () => expectNothingFoundAt(page, path));
  });
}

for (const [button, title] of [
  ['Flag', /^Flag the call/],
  ['Ask for a debrief', 'Ask for a debrief'],
] as const) {
  test(`nothing stands in the way in what opens over a call: ${button}`, async ({ browser }) => {
    const page = await signIn(browser, 'Ana');
    await joinShift(page);
    await goOnCall(page);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const opens = page.getByRole('button', { name: button });
      const fold = page.getByText('More about the call', { exact: true });
      await opens.or(fold).first().waitFor();
      // The button may go into the fold, or come out of it, a moment after the size has changed.
      await expect(async () => {
        if (!(await opens.isVisible())) await fold.click({ timeout: 2_000 });
        await opens.click({ timeout: 2_000 });
      }).toPass();
      await page.getByRole('dialog', { name: title }).waitFor();
      await expectNothingFoundInBothThemes(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    }
  });
}

test('nothing stands in the way while a call goes on, nor when it is written up', async ({ browser }) => {
  const page = await signIn(browser, 'Ana');
  await joinShift(page);
  await goOnCall(page);
  await expectNothingFound(page);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await findings(page, coloursOnly)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  await page.getByRole('button', { name: 'End call' }).click();
  await expectNothingFound(page);
});

/** On a call, perhaps one of an earlier test. */
async function goOnCall(page: Page) {
  const start = page.getByRole('button', { name: 'Start a call' });
  if (await start.isVisible()) await start.click();
  await page.getByRole('button', { name: 'End call' }).waitFor();
}
