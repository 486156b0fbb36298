import { expect, test } from '@playwright/test';
import {
  expectNothingFound,
  expectNothingFoundAt,
  expectNothingFoundInBothThemes,
  findings,
  sizes,
} from './findings.ts';
import { joinShift, openPage, ownServer, signIn } from './people.ts';

ownServer();
test.setTimeout(120_000);

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
      '/rota',
      '/profile',
      '/reach',
      '/reach',
      '/nowhere',
    ],
  ],
  ['Lorna', ['/desk', '/records', '/rota', '/people', '/reach', '/helpline']],
  ['Sunita', ['/reviews', '/themes', '/desk', '/rota']],
] as const) {
  test(`nothing stands in ${name}’s way on any screen`, async ({ browser }) => {
    const page = await signIn(browser, name);
    if (name === 'Ana') await joinShift(page);
    for (const path of paths) await expectNothingFoundAt(page, path);
  });
}

test('nothing stands in the way while a call goes on, nor in what opens over it', async ({ browser }) => {
  const page = await signIn(browser, 'Ana');
  await joinShift(page);
  await page.getByRole('button', { name: 'Start a call' }).click();
  await expectNothingFound(page);
  for (const [button, title] of [
    ['Flag', /^Flag the call/],
    ['Ask for a debrief', 'Ask for a debrief'],
  ] as const) {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('dialog', { name: title }).waitFor();
      await expectNothingFoundInBothThemes(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    }
  }
  await page.setViewportSize(sizes[0]!);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await findings(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  await page.getByRole('button', { name: 'End call' }).click();
  await expectNothingFound(page);
});
