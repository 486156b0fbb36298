import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { drawn } from './drawn.ts';

export const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 640 },
  { width: 320, height: 640 },
];

/** All that axe finds at a page, at every size and in every colour. */
export async function expectNothingFoundAt(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await expectNothingFound(page);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await findings(page, coloursOnly), `${page.url()}, forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

export async function expectNothingFound(page: Page) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNothingFoundInBothThemes(page);
  }
  await page.setViewportSize(sizes[0]!);
}

/** Takes pictures at the sizes and colours in which people see a screen; axe finds nothing in any of them. */
export async function expectNothingFoundInPictures(page: Page, folder: string, screen: string) {
  for (const [name, width, height, colorScheme] of [
    ['laptop', 1366, 650, 'light'],
    ['phone', 360, 640, 'light'],
    ['phone-night', 360, 640, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `test-results/${folder}/${screen}-${name}.png`, animations: 'disabled' });
    expect(await findings(page), `${screen}, ${name}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** A theme is nothing but colours, so the second is looked at for what depends on them; the first for everything. */
export async function expectNothingFoundInBothThemes(page: Page) {
  for (const [colorScheme, rules] of [
    ['light', undefined],
    ['dark', coloursOnly],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page, rules), `${page.url()}, ${colorScheme}`).toEqual([]);
  }
}

/** The rules of axe that are on by themselves and read a colour. */
export const coloursOnly = ['color-contrast', 'link-in-text-block'];

/** In place of axe itself, half a megabyte that a page which has it need not read again. */
const nothingMore = 'undefined';

/** What axe finds in the page as it is, by these rules or by all. There are no frames, so it need not look for them. */
export async function findings(page: Page, rules?: string[]) {
  await drawn(page);
  const isThere = await page.evaluate<boolean>(`'axe' in window`);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: nothingMore }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
}
