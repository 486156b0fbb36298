import { expect, test } from '@playwright/test';
import { expectNothingFoundInBothThemes, expectNothingFoundInPictures } from './findings.ts';
import { joinShift, ownServer, signIn } from './people.ts';

ownServer();

test('a word from the proposal to the record of a call and to the log; retired while it is chosen, it stays in the record', async ({
  browser,
}) => {
  const [lorna, ana] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Ana')];
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();

  await lorna.goto('/lists');
  await lorna.getByRole('link', { name: /^What it is about/ }).click();
  await lorna.getByRole('button', { name: 'Add a word' }).click();
  await lorna.getByLabel('New word').fill('housing');
  await lorna.getByLabel('Heading it stands under').selectOption('Practical');
  await lorna.getByRole('button', { name: 'Propose the word' }).click();
  await expect(lorna.getByText('“Housing” is in this list already.', { exact: true })).toBeVisible();
  await lorna.getByLabel('New word').fill('Energy bills');
  await lorna.getByRole('button', { name: 'Propose the word' }).click();
  await expect(lorna.getByText(/You proposed this at \d\d:\d\d\. A supporter has to agree\./)).toBeVisible();
  await expect(lorna.getByRole('button', { name: /^I agree/ })).toBeHidden();

  const ben = await signIn(browser, 'Ben');
  await ben.getByRole('link', { name: 'Open the lists' }).click();
  await ben.getByRole('button', { name: 'I agree: Add “Energy bills” under “Practical”' }).click();
  await expect(ben.getByText(/Add “Energy bills”/)).toBeHidden();

  await ana.getByRole('button', { name: 'Add: What it is about' }).click();
  await ana.getByRole('combobox').fill('energy');
  await ana.getByRole('option', { name: 'Energy bills' }).click();
  await ana.keyboard.press('Escape');
  await expect(ana.getByRole('button', { name: 'Take out Energy bills' })).toBeVisible();

  await lorna.getByRole('button', { name: 'Change “Energy bills”' }).click();
  await expectNothingFoundInBothThemes(lorna);
  await lorna.getByRole('button', { name: 'Propose not to offer it any more' }).click();
  await ben.getByRole('button', { name: /^I agree: Do not offer “Energy bills”/ }).click();
  await expect(lorna.getByText('Not used any more: 1')).toBeVisible();
  await ana.getByRole('textbox', { name: /^Note/ }).fill('Afraid of the next bill.');
  await ana.getByRole('button', { name: 'End call' }).click();
  await ana.getByRole('button', { name: 'Finished' }).click();
  await ana.goto('/log?of=mine&issue=energy-bills');
  await expect(ana.locator('.found li')).toHaveCount(1);
  await expect(ana.locator('.found li')).toContainText('Energy bills');

  await ana.goto('/lists');
  await ana.getByRole('button', { name: 'What was agreed, and what was not' }).click();
  await expect(ana.getByText('Do not offer “Energy bills” any more')).toBeVisible();
  await expect(ana.getByText(/Lorna proposed this at .+ Ben agreed at/)).toHaveCount(2);
  await expectNothingFoundInPictures(ana, 'lists', 'history');

  await lorna.getByRole('button', { name: 'Change the order' }).click();
  await lorna.getByRole('button', { name: 'Move “Low mood” up' }).focus();
  await lorna.keyboard.press('Enter');
  await expect(lorna.getByRole('button', { name: 'Move “Low mood” up' })).toBeFocused();
  await lorna.getByRole('button', { name: 'Propose this order' }).click();
  await expect(lorna.getByText(/Feelings: Low mood, Anxiety or panic, Anger/)).toBeVisible();
});
