import { expect, test, type Page } from '@playwright/test';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('a call back is promised in the record, shows beside the partner’s call when its time comes, and is let go', async ({
  browser,
}) => {
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben')];
  for (const page of [ana, ben]) await joinShift(page);
  await press(ben, 'Start a call');
  await press(ana, 'Start a call');
  await press(ana, 'End call');

  await test.step('the outcome asks for a time in which the line is open, and who rings', async () => {
    await press(ana, /^Add.*What was done/);
    await ana.getByRole('combobox', { name: /What was done/ }).fill('call back');
    await ana.getByRole('option', { name: 'Call back agreed' }).click();
    await ana.keyboard.press('Escape');
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
});
