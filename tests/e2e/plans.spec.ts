import { expect, test, type Page } from '@playwright/test';
import { expectNothingFoundInBothThemes, expectNothingFoundInPictures } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const beside = (page: Page) => page.getByRole('region', { name: 'Plan', exact: true });

async function writeDown(page: Page, knownAs: string) {
  await page.goto('/plans');
  await page.getByRole('link', { name: 'Write down a plan' }).click();
  await page.getByLabel('Known as').fill(knownAs);
  await page.getByLabel('What helps', { exact: true }).fill('To be asked about the garden.');
  await press(page, 'Save it for a second person');
}

/** The list of plans beside the call that this page is on. */
async function askBesideCall(page: Page) {
  await page.getByRole('link', { name: 'Guidance and numbers' }).click();
  await press(page, 'Is this somebody we have a plan with?');
}

test('a plan is made by two, stands beside a call, is read to the caller, looked at again, and ends', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', { at: '/helpline' });
  await lorna.getByRole('checkbox', { name: /^Agree plans/ }).check();
  await press(lorna, 'Save');
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben')];
  for (const page of [ana, ben]) await joinShift(page);

  await test.step('written down by one, agreed to by a second who is asked to', async () => {
    await writeDown(ana, 'Wren');
    await expect(ana.getByText('It waits for a second person')).toBeVisible();
    await ben.getByRole('link', { name: 'Open the plans' }).click();
    await expect(ben.getByRole('heading', { name: 'Your yes is asked for' })).toBeVisible();
    await ben.getByRole('link', { name: 'Wren' }).click();
    await ben.getByLabel(/^A word they may say/).fill('Thursday');
    await expectNothingFoundInPictures(ben, 'plans', 'agree');
    await press(ben, 'I agree to this');
    await expect(ana.getByText(/you and Ben\. Last talked over with them on/)).toBeVisible();
    await expect(lorna.getByRole('link', { name: 'Open the plans' })).toBeHidden();
    await writeDown(ben, 'wren');
    await expect(ben.getByText(/^Somebody else is known by this name here/)).toBeVisible();
    await expect(ben.getByLabel('What helps', { exact: true })).toHaveValue('To be asked about the garden.');
  });

  await test.step('found by the word beside the call, read to them, and taken off when it is somebody else', async () => {
    await ana.goto('/tonight');
    await press(ana, 'Start a call');
    await askBesideCall(ana);
    await ana.getByLabel('The name they use, or their word').fill('robin');
    await expect(ana.getByText('Nobody is known by this name.')).toBeVisible();
    await ana.getByLabel('The name they use, or their word').fill('thurs');
    await expectNothingFoundInBothThemes(ana);
    await press(ana, 'Wren');
    await expect(beside(ana)).toContainText('To be asked about the garden.');
    await press(ana, 'I have read it to them');
    await expect(beside(ana)).toContainText(/Read to them at \d\d:\d\d\./);
    await expectNothingFoundInPictures(ana, 'plans', 'beside');
    await expect(ana.getByRole('button', { name: 'I need support now' })).toBeVisible();
    await press(ana, 'It is not them');
    await expect(beside(ana)).toBeHidden();
  });

  await test.step('without a link it is chosen and read all the same, also on a phone', async () => {
    await ana.setViewportSize(phone.viewport!);
    await ana.context().setOffline(true);
    await press(ana, 'Is this somebody we have a plan with?');
    await press(ana, 'Wren');
    await expect(beside(ana)).toContainText('To be asked about the garden.');
    await expectNothingFoundInBothThemes(ana);
    await ana.context().setOffline(false);
    await expect(ana.getByText('Live', { exact: true })).toBeVisible();
  });

  await test.step('looked at again, and ended while the caller is on the line, it stays beside the call', async () => {
    await ben.goto('/plans');
    await ben.getByRole('link', { name: 'Wren' }).click();
    await press(ben, 'We looked at it again');
    await expectNothingFoundInPictures(ben, 'plans', 'review');
    await press(ben, 'It stays as it is');
    await expect(ben.getByText(/Last talked over with them on/)).toBeVisible();
    await press(ben, 'End it…');
    await press(ben, 'They asked for it');
    await expect(beside(ana)).toContainText('It stays here to the end of this call.');
    await expect(beside(ana)).toContainText('To be asked about the garden.');
    await expectNothingFoundInBothThemes(ana);
  });

  await test.step('a second call does not find it any more', async () => {
    await ana.setViewportSize({ width: 1280, height: 800 });
    await press(ana, 'End call');
    await press(ana, 'Finished');
    await press(ana, 'Start a call');
    await askBesideCall(ana);
    await expect(ana.getByText('There are no plans.')).toBeVisible();
  });
});
