import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

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

test('a course is planned and done by the supporter, its certificate seen by the manager, and an induction set', async ({
  browser,
}) => {
  const [tomasz, lorna] = [await signIn(browser, 'Tomasz', phone), await signIn(browser, 'Lorna')];
  await tomasz.goto('/training');
  await tomasz.getByRole('button', { name: 'Done: Mental Health First Aid' }).click();
  await tomasz.getByRole('button', { name: 'Save' }).click();
  await expect(
    tomasz.getByText(/^Done on .* Show a manager the certificate\. To take again from/),
  ).toBeVisible();

  await lorna.goto('/training');
  await lorna.getByRole('button', { name: 'I have seen the certificate of Tomasz' }).click();
  await expect(tomasz.getByText(/Lorna saw the certificate\./)).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'growth', 'team');
  await lorna.goto('/people');
  await lorna.getByRole('button', { name: 'Change Tomasz' }).click();
  await lorna.getByRole('menuitem', { name: 'Induction' }).click();
  await expectNothingFoundInPictures(lorna, 'growth', 'induction');
  await lorna.getByRole('button', { name: 'Save' }).click();
  // He is on the rota, so it is refused with what to do first.
  await expect(lorna.getByText(/^Tomasz has a place in a shift before the induction ends/)).toBeVisible();
  await expectNothingFoundInPictures(tomasz, 'growth', 'training');
});
