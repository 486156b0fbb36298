import { expect, test, type Page } from '@playwright/test';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function agreeToRingBack(page: Page) {
  await press(page, /^Add.*What was done/);
  await page.getByRole('combobox', { name: /What was done/ }).fill('call back');
  await page.getByRole('option', { name: 'Call back agreed' }).click();
  await page.keyboard.press('Escape');
}

test('a call back is promised in the record, shows beside the partner’s call when its time comes, and is let go', async ({
  browser,
}) => {
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben')];
  for (const page of [ana, ben]) await joinShift(page);
  await press(ben, 'Start a call');
  await press(ana, 'Start a call');
  await press(ana, 'End call');

  await test.step('the outcome asks for a time in which the line is open, and who rings', async () => {
    await agreeToRingBack(ana);
    await expect(ana.getByText(/The number is in the kit phone’s list/)).toBeVisible();
    await ana.getByLabel('We ring back').selectOption({ index: 0 });
    await press(ana, 'I ring');
    await ana.getByLabel('What was agreed (optional)').fill('Let it ring for long.');
    await expectNothingFoundInBothThemes(ana);
    await press(ana, 'Save the time');
    const agreed = ana.getByRole('group', { name: 'Call back' });
    await expect(agreed).toContainText('We ring back today between');
    await expect(agreed).toContainText('You ring. Let it ring for long.');
  });

  await test.step('Ben reads at the tab that it is due, without anything moving, and says that nobody answered', async () => {
    await press(ben, /^Earlier tonight\s*call back due/);
    await expect(ben.getByText('Ring back now')).toBeVisible();
    await expect(ben.getByText(/Ana rings\./)).toBeVisible();
    await press(ben, 'No answer');
    await expect(ben.getByText(/^Tried at .* You: no answer\./)).toBeVisible();
    await expectNothingFoundInBothThemes(ben);
  });

  await test.step('on a phone Ana finds it while she is ready, and lets it go with a word', async () => {
    await press(ana, 'Finished');
    await ana.setViewportSize(phone.viewport!);
    await expect(ana.getByText(/^Tried at .* Ben: no answer\./)).toBeVisible();
    await press(ana, 'Let it go…');
    await ana.getByLabel('Why do we not ring back?').fill('They rang us.');
    await expectNothingFoundInBothThemes(ana);
    await press(ana, 'Let it go');
    await expect(ana.getByText(/Ring back now/)).toBeHidden();
    await expect(ben.getByText(/Ring back now/)).toBeHidden();
  });

  for (const words of ['End call', 'Finished']) await press(ben, words);
  await expect(ben.getByText(/^When the phone rings/)).toBeVisible();
});

test('a number is kept once a manager has switched that on, and shown to the one who rings, on a press', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', { at: '/helpline' });
  await lorna.getByRole('checkbox', { name: 'Keep a caller’s number here until they are rung back' }).check();
  await press(lorna, 'Save');
  await expect(lorna.getByRole('button', { name: 'Save' })).toBeHidden();

  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben')];
  for (const page of [ana, ben]) await joinShift(page);
  await ana.setViewportSize({ width: 1366, height: 650 });
  await press(ana, 'Start a call');
  await press(ana, 'End call');
  await agreeToRingBack(ana);
  await expect(ana.getByRole('button', { name: 'Save the time' })).toBeInViewport({ ratio: 1 });
  await ana.getByLabel('We ring back').selectOption({ index: 0 });
  await ana.getByLabel('Number (optional)').fill('020 7946 0999');
  await expectNothingFoundInBothThemes(ana);
  await press(ana, 'Save the time');
  await expect(ana.getByText('The number is kept until then')).toBeVisible();

  await ben.setViewportSize(phone.viewport!);
  for (const result of ['Reached them', 'No answer', 'They asked us not to'])
    await expect(ben.getByRole('button', { name: result })).toBeInViewport({ ratio: 1 });
  await expect(ben.getByText('020 7946 0999')).toBeHidden();
  await press(ben, 'Show the number');
  await expect(ben.getByRole('link', { name: 'Ring 020 7946 0999' })).toBeVisible();
  await expect(ben.getByText('It is written down that you looked.')).toBeVisible();
  await expectNothingFoundInBothThemes(ben);
});
