import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { csvRows } from '../support/spreadsheet.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

ownServer();

test('a manager finds a call by what it was about, opens it with a reason, and takes out figures that everybody can ask about', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  await lorna.getByRole('link', { name: 'Log', exact: true }).click();
  await expect(lorna.getByRole('heading', { name: /^The week of Monday/ }).first()).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'log', 'all');
  await lorna.getByText('Choose what to find').click();
  await lorna.getByRole('button', { name: 'Add: What it was about' }).click();
  await lorna.getByRole('combobox').fill('lonel');
  await lorna.getByRole('option', { name: 'Loneliness' }).click();
  await lorna.keyboard.press('Escape');
  await expect(lorna).toHaveURL(/\/log\?of=all&issue=loneliness$/);
  const lines = lorna.locator('.found li');
  await expect(lines.first()).toContainText('Loneliness');
  await expect(lines.filter({ hasNotText: 'Loneliness' })).toHaveCount(0);
  await expect(lines.filter({ hasText: /\b(Ana|Ben|Mina|Joseph)\b|\d\d:\d\d/ })).toHaveCount(0);
  await lorna.reload();
  await expect(lines.first()).toContainText('Loneliness');
  await expect(lines.filter({ hasNotText: 'Loneliness' })).toHaveCount(0);

  await lines
    .first()
    .getByRole('button', { name: /^Open the record: / })
    .click();
  const dialog = lorna.getByRole('dialog', { name: 'Open the record of this call' });
  await expect(dialog.getByText('Whoever took the call will see this:')).toBeVisible();
  await dialog.getByLabel('Why do you need to read it?').fill('The caller rang the office.');
  await dialog.getByRole('button', { name: 'Open it for an hour' }).click();
  await expect(lorna.getByText(/^Open to you until \d\d:\d\d\.$/)).toBeVisible();
  await expect(lorna.getByText('Loneliness').first()).toBeVisible();

  await lorna.getByRole('link', { name: 'Log', exact: true }).click();
  await lorna.getByRole('button', { name: 'Take out figures…' }).click();
  await expectNothingFoundInPictures(lorna, 'log', 'take-out');
  const taking = lorna.getByRole('dialog', { name: 'Take out figures' });
  await taking.getByRole('button', { name: 'Take it out' }).click();
  await expect(taking.getByRole('alert')).toHaveText('Write first why you need it. A line is enough.');
  await taking.getByLabel('Why do you need it?').fill('The funder asks for them.');
  const downloading = lorna.waitForEvent('download');
  await taking.getByRole('button', { name: 'Take it out' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^calls-[\d-]{10}-to-[\d-]{10}\.csv$/);
  const rows = csvRows((await readFile(await file.path(), 'utf8')).slice(1));
  expect(rows[0]!.slice(0, 2)).toEqual(['Week from Monday', 'What it was about']);
  expect(rows.length).toBeGreaterThan(5);
  await expect(taking.getByText('Alongside keeps no copy.')).toBeVisible();

  const ana = await signIn(browser, 'Ana', { ...phone, at: '/calls' });
  await ana.getByRole('link', { name: 'Who took out figures' }).click();
  await expect(ana.getByRole('listitem').filter({ hasText: 'Lorna' })).toContainText(
    'The funder asks for them.',
  );
  await expectNothingFoundInPictures(ana, 'log', 'taken-out');
});

test('a supporter finds a call by a word of their own notes, and a supervisor a flagged one', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', { ...phone, at: '/calls' });
  await ana.getByRole('link', { name: 'Find a call' }).click();
  const lines = ana.locator('.found li');
  await expect(lines.first()).toBeVisible();
  await expectNothingFoundInPictures(ana, 'log', 'mine');
  await ana.setViewportSize(phone.viewport!);
  const words = ana.getByLabel('Words in your notes');
  await words.fill('zebra crossing');
  await expect(ana.getByText(/^None of your notes back to .* has these words\./)).toBeVisible();
  await expect(lines).toHaveCount(0);
  await expect(ana).toHaveURL(/\/log\?of=mine$/);
  await words.fill('');
  await expect(lines.first()).toBeVisible();
  await ana.goto('/log?of=mine&issue=loneliness&state=active');
  await expect(ana.getByText('No call matches. Take something out, or choose other days.')).toBeVisible();
  await ana.getByRole('button', { name: 'Take out all of it' }).click();
  await expect(lines.first()).toBeVisible();

  const sunita = await signIn(browser, 'Sunita');
  await sunita.getByRole('link', { name: 'Find a flagged call' }).click();
  await sunita
    .getByRole('link', { name: /^Read the record of the call at/ })
    .first()
    .click();
  await expect(sunita.getByText('This call is flagged, so it needs no reason.')).toBeVisible();
});
