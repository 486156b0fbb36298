import { expect, test } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFound } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

const own = ownServer();

test('a record is opened with a reason, which the supporter sees at once, and closes again', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', phone);
  const lorna = await signIn(browser, 'Lorna');
  const reason = 'The caller rang the office and is worried.';
  await ana.goto('/calls');
  await ana.getByRole('link', { name: 'Who opened my calls' }).click();
  await expect(ana.getByText(/^Lorna opened it on/)).toHaveCount(1);

  await lorna.getByRole('button', { name: /^Lorna/ }).click();
  await lorna.getByRole('menuitem', { name: 'Call records' }).click();
  const line = lorna.getByRole('listitem').filter({ hasText: 'Ana' }).first();
  await line.getByRole('button', { name: /^Open the record/ }).click();
  const dialog = lorna.getByRole('dialog', { name: /^Open the record of the call/ });
  await expect(dialog.getByText('Ana will see this:')).toBeVisible();
  await expectNothingFound(lorna);
  await dialog.getByRole('button', { name: 'Open it for an hour' }).click();
  await expect(dialog.getByText('Write the reason first.')).toBeVisible();
  await expect(dialog.getByLabel('Why do you need to read it?')).toBeFocused();
  await dialog.getByLabel('Why do you need to read it?').fill(reason);
  await dialog.getByRole('button', { name: 'Open it for an hour' }).click();
  await expect(lorna.getByText(/^Open to you until \d\d:\d\d\.$/)).toBeVisible();
  await expect(
    lorna.getByText('What it is about').or(lorna.getByText('Nothing was written down.')),
  ).toBeVisible();

  await expectNothingFound(lorna);

  await expect(ana.getByText(reason)).toBeVisible();
  await ana
    .getByRole('link', { name: /^Your call/ })
    .first()
    .click();
  await expect(
    ana.getByText(/^Lorna opened this record at \d\d:\d\d, because: “The caller rang/),
  ).toBeVisible();

  await aside(own.server, (sql) => sql`update access_grants set until = now() where ended_at is null`);
  await expect(lorna.getByRole('heading', { name: 'This record is closed' })).toBeVisible();
  await lorna.getByRole('link', { name: 'All calls' }).click();
  await expect(line.getByRole('button', { name: /^Open the record/ })).toBeVisible();
});
