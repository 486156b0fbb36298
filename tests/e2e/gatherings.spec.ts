import { expect, test } from '@playwright/test';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

ownServer();

test('a manager plans a one-to-one at a time that both have, and the supporter answers, writes first and brings something', async ({
  browser,
}) => {
  const [lorna, ana] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Ana', phone)];
  await lorna.goto('/gatherings');
  await lorna.getByRole('button', { name: 'Plan: One-to-one with Ana' }).click();
  await lorna.getByRole('button', { name: 'Plan it and invite' }).click();
  await expect(lorna.getByText('Say on which day, and at what time.')).toBeVisible();
  await lorna
    .getByRole('button', { name: /, you both can$/ })
    .first()
    .click();
  await lorna.getByLabel('Where, or how (optional)').fill('By telephone');
  await expectNothingFoundInBothThemes(lorna);
  await lorna.getByRole('button', { name: 'Plan it and invite' }).click();
  await expect(lorna.getByRole('link', { name: 'One-to-one with Ana' }).first()).toBeVisible();
  await expect(lorna.getByRole('button', { name: 'Plan: One-to-one with Ana' })).toHaveCount(0);

  await expect(ana.getByText(/^Lorna invites you: One-to-one with Lorna, /)).toBeVisible();
  await ana.getByRole('link', { name: 'Open it' }).click();
  await ana.getByRole('button', { name: 'I come' }).click();
  await expect(ana.getByRole('button', { name: 'I come' })).toHaveAttribute('aria-pressed', 'true');
  await ana.getByLabel('Something that went well').fill('I waited, and she spoke.');
  await ana.getByRole('button', { name: 'Write down: What went well' }).click();
  await ana.getByRole('button', { name: /^Bring it: Callers who want to know/ }).click();
  await expect(ana.getByRole('list', { name: 'On my list' })).toBeHidden();
  await expectNothingFoundInBothThemes(ana);

  await lorna.getByRole('link', { name: 'One-to-one with Ana' }).first().click();
  await expect(lorna.getByText('Coming: Ana.')).toBeVisible();
  await expect(lorna.getByText('I waited, and she spoke.')).toBeVisible();
  await expect(lorna.getByText(/^Callers who want to know/)).toBeVisible();

  await ana.goto('/gatherings');
  await ana.getByRole('button', { name: /^Take it back: Callers who want/ }).click();
  await expect(ana.getByText('Only you see this.')).toBeVisible();
  await expect(lorna.getByText(/^Callers who want to know/)).toBeHidden();
  await lorna.getByRole('button', { name: 'Cancel it' }).click();
  await lorna.getByRole('button', { name: 'Cancel it' }).click();
  await expect(ana.getByText(/^Cancelled by Lorna: /)).toBeVisible();
});

test('both confirm what is written of a one-to-one, and then nothing is changed any more', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', { ...phone, at: '/gatherings' });
  await ana.getByRole('link', { name: /^One-to-one with Lorna/ }).click();
  await expect(ana.getByText('Lorna said that this is right.')).toBeVisible();
  await ana.getByRole('button', { name: 'This is right' }).click();
  await expect(ana.getByText('You both said that this is right.')).toBeVisible();
  await expect(ana.getByRole('button', { name: /^(Write down|Take out)/ })).toHaveCount(0);
  const idris = await signIn(browser, 'Idris');
  await idris.goto(new URL(ana.url()).pathname);
  await expect(idris.getByRole('heading', { name: 'This is not here' })).toBeVisible();
});
