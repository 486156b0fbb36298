import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, signIn } from './people.ts';

ownServer();

test('one’s own hours are found on the rota, and taken along as a file', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  await ana.goto('/rota');
  await ana.getByRole('link', { name: 'My hours' }).click();
  await expect(ana.getByText(/^This week: /)).toBeVisible();
  await expect(ana.getByRole('table', { name: 'By week' }).getByRole('row')).toHaveCount(18);
  await expectNothingFoundInPictures(ana, 'growth', 'hours');
  const saving = ana.waitForEvent('download');
  await ana.getByRole('button', { name: 'Save as a file' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^my-hours-[\d-]+\.txt$/);
  expect(await readFile(await file.path(), 'utf8')).toContain('By week, from Monday');
});
