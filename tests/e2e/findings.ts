import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const themes = ['light', 'dark'] as const;
export const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 640 },
  { width: 320, height: 640 },
];

export async function expectNothingFoundAt(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await expectNothingFound(page);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await findings(page), `${page.url()}, forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

export async function expectNothingFound(page: Page) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNothingFoundInBothThemes(page);
  }
  await page.setViewportSize(sizes[0]!);
}

export async function expectNothingFoundInBothThemes(page: Page) {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), `${page.url()}, ${colorScheme}`).toEqual([]);
  }
}

export async function findings(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
}
