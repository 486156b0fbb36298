import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { joinShift, openPage, ownServer, signIn } from './people.ts';

const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 640 },
  { width: 320, height: 640 },
];

ownServer();
test.setTimeout(120_000);

test('nothing stands in the way before signing in', async ({ browser }) => {
  const page = await openPage(browser);
  for (const path of ['/', '/card', `/join#${'a'.repeat(43)}`]) await expectNothingFoundAt(page, path);
});

for (const [name, paths] of [
  ['Ana', ['/tonight', '/calls', '/asked', '/guidance', '/rota', '/profile', '/nowhere']],
  ['Lorna', ['/desk', '/rota', '/people']],
  ['Sunita', ['/reviews', '/rota']],
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
      await page.getByRole('button', { name: 'Not now' }).click();
    }
  }
  await page.setViewportSize(sizes[0]!);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await findings(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  await page.getByRole('button', { name: 'End call' }).click();
  await expectNothingFound(page);
});

async function expectNothingFoundAt(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await expectNothingFound(page);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await findings(page), `${page.url()}, forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

async function expectNothingFound(page: Page) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNothingFoundInBothThemes(page);
  }
  await page.setViewportSize(sizes[0]!);
}

async function expectNothingFoundInBothThemes(page: Page) {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), `${page.url()}, ${colorScheme}`).toEqual([]);
  }
}

async function findings(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
}
