import { expect, test } from '@playwright/test';
import {
  expectNothingFoundAt,
  expectNothingFoundInBothThemes,
  expectNothingFoundInPictures,
} from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

test('beside a call a service is found, given, found wrong and put right, and all of it without a link too', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByRole('button', { name: 'Add: What it is about' }).click();
  await ana.getByRole('combobox').fill('no intent');
  await ana.getByRole('option', { name: 'Thoughts of suicide, no intent' }).click();
  await ana.keyboard.press('Escape');
  await ana.getByText('Borough, how they found us, what was done').click();
  await ana.getByRole('button', { name: 'Choose: Borough' }).click();
  await ana.getByRole('option', { name: 'Lambeth' }).click();

  await ana.getByRole('link', { name: 'Guidance and numbers' }).click();
  await ana.getByRole('button', { name: 'Find help' }).click();
  const panel = ana.getByRole('region', { name: 'Find help' });
  await expect(panel.getByLabel('Borough')).toHaveValue('lambeth');
  await expect(panel.getByLabel('Kind')).toHaveValue('several');
  await expect(panel.getByRole('link', { name: /^The Lantern/ })).toBeVisible();
  await expect(panel.getByRole('link', { name: /^Quiet Room/ })).toBeHidden();
  await expectNothingFoundInBothThemes(ana);

  await panel.getByRole('link', { name: /^The Lantern/ }).click();
  await panel.getByRole('button', { name: 'Give this' }).click();
  await expect(panel.getByText('It is on the record of the call.')).toBeVisible();
  await expect(ana.getByRole('button', { name: 'End call' })).toBeVisible();
  await expect(ana.getByRole('button', { name: 'I need support now' })).toBeVisible();
  await expect(ana.getByText('Signposted', { exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Wrong…' }).click();
  await panel.getByLabel('In a few words, if you like').fill('It ends in 3');
  await panel.getByRole('button', { name: 'The number is wrong' }).click();
  await expect(panel.getByText(/^You found the number wrong, /).first()).toBeVisible();

  const lorna = await signIn(browser, 'Lorna');
  await lorna.getByRole('link', { name: 'Open the directory' }).first().click();
  await lorna.getByRole('link', { name: /^The Lantern.*Ana found the number wrong/ }).click();
  await expect(lorna.getByRole('heading', { name: 'The Lantern' })).toBeVisible();
  // A number that is wrong goes before the change that waits.
  await lorna.goto(lorna.url() + '/edit');
  await lorna.getByLabel('Number 1', { exact: true }).fill('020 7946 0113');
  await lorna.getByLabel('What changes, and why?').fill('I rang the new one.');
  await lorna.getByRole('button', { name: /put it right now/ }).click();
  await expect(lorna.getByText(/put a number right/)).toBeVisible();
  await expect(panel.getByText(/^You found the number wrong, /)).toHaveCount(0);
  await expect(
    ana.getByText(/^Lorna put the number right that you found wrong: “.*The Lantern/),
  ).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Ring 020 7946 0113' })).toBeVisible();

  await ana.context().setOffline(true);
  await panel.getByRole('button', { name: 'Back to what was found' }).click();
  await panel.getByLabel('Search the directory').fill('night lin');
  await panel.getByRole('link', { name: /^Lamplight Night Line/ }).click();
  await panel.getByRole('button', { name: 'Give this' }).click();
  await panel.getByRole('button', { name: 'Ring them with the caller…' }).click();
  await panel.getByRole('button', { name: 'They said yes, I am ringing' }).click();
  await expect(panel.getByText('Rung with the caller,')).toBeVisible();
  await ana.context().setOffline(false);
  const ben = await signIn(browser, 'Ben');
  await joinShift(ben);
  await expect(ben.getByText('Ana’s call').first()).toBeVisible();
  await expect(panel.getByText('It is on the record of the call.')).toBeVisible();

  await lorna.getByText('Hide it, or take it out', { exact: true }).click();
  await lorna.getByLabel('Why hide it, or take it out?').fill('They have shut.');
  await lorna.getByRole('button', { name: 'Hide it now' }).click();
  await expect(lorna.getByText(/hid this service/)).toBeVisible();
  await expect(ana.getByRole('link', { name: 'The Lantern' }).first()).toBeVisible();
  await expect(ana.getByRole('link', { name: 'Lamplight Night Line' }).first()).toBeVisible();
});

test('on a phone a service is found by what it is and whether it is open, and a new one is proposed; nothing is in the way', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', { ...phone, at: '/directory' });
  await ana.getByLabel('Kind').selectOption({ label: 'A&E' });
  await expect(ana.getByRole('link', { name: /Open day and night|ring first/ })).toHaveCount(3);
  await expectNothingFoundInPictures(ana, 'directory', 'list');
  await ana.setViewportSize(phone.viewport!);
  await ana.getByRole('button', { name: 'Add a service' }).click();
  await ana.getByLabel('Name', { exact: true }).fill('Kettle Club');
  await ana.getByRole('button', { name: 'Propose it' }).click();
  await expect(ana.getByText(/one way to reach it/)).toBeVisible();
  await ana.getByRole('button', { name: 'Add a number' }).click();
  await ana.getByLabel('Number 1', { exact: true }).fill('01632 960300');
  await ana.getByRole('button', { name: 'Add hours' }).click();
  await ana.getByLabel('Where do you know it from?').fill('A caller told me, and I rang.');
  await expectNothingFoundInPictures(ana, 'directory', 'form');
  await ana.getByRole('button', { name: 'Propose it' }).click();
  await expect(ana.getByText('You proposed this text. It is not in force yet.')).toBeVisible();

  const lorna = await signIn(browser, 'Lorna');
  await lorna.getByRole('link', { name: 'Open the directory' }).last().click();
  await lorna.getByRole('link', { name: /^Kettle Club/ }).click();
  await lorna.getByRole('button', { name: 'I agree' }).click();
  await expect(lorna.getByText(/Agreed by Ana and you/)).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'directory', 'service');
  await lorna.goto('/directory/checking');
  await lorna.getByRole('button', { name: 'I checked: all right' }).first().click();
  await expect(lorna.getByText('Done. Thank you.')).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'directory', 'round');
  await expectNothingFoundAt(lorna, '/directory/bank-holidays');
});
