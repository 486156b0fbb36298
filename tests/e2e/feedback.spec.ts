import { expect, test } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { openPage, ownServer, signIn } from './people.ts';

const own = ownServer();

test('a caller says how it was on a page of its own, and those who may read it a week later', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', { at: '/reports' });
  await lorna.getByRole('link', { name: 'What callers tell us' }).click();
  await lorna.getByRole('button', { name: 'Switch the page on' }).click();
  await lorna.getByLabel('The supporter who reads along').selectOption({ label: 'Ana' });
  await lorna.getByRole('button', { name: 'Save who reads along' }).click();
  await expect(lorna.getByText('Did you feel listened to?')).toBeVisible();
  const path = (await lorna.getByRole('link', { name: /tell-us/ }).getAttribute('href'))!;

  const ana = await signIn(browser, 'Ana', { at: '/feedback' });
  await ana.getByRole('button', { name: 'Agree: Did you feel listened to?' }).click();
  await expect(
    ana.getByRole('button', { name: 'Ask it no longer: Did you feel listened to?' }),
  ).toBeVisible();
  await expectNothingFoundInPictures(ana, 'feedback', 'empty');

  const caller = await openPage(browser);
  await caller.goto(path);
  await expect(caller.getByRole('link', { name: '999' })).toBeVisible();
  await expectNothingFoundInPictures(caller, 'feedback', 'public');
  await caller.getByLabel('Partly').check();
  await caller.getByLabel('In your own words').fill('I spoke with Marina and felt heard.');
  await expect(async () => {
    await caller.getByRole('button', { name: /^Send/ }).click();
    await expect(caller.getByRole('alert')).toContainText('a name (Marina)', { timeout: 2_000 });
  }).toPass();
  await expect(caller.getByLabel('Partly')).toBeChecked();
  await caller.getByLabel('In your own words').fill('I felt heard.');
  await expect(async () => {
    await caller.getByRole('button', { name: /^Send/ }).click();
    await expect(caller.getByText('Thank you. It has been sent.')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  expect(await caller.context().cookies()).toEqual([]);

  await aside(
    own.server,
    (sql) => sql`update feedback set batch = 1, due_on = null, erase_on = current_date + 365`,
  );
  await ana.reload();
  await expect(ana.getByText('I felt heard.')).toBeVisible();
  await ana.getByRole('button', { name: 'This may be about somebody’s safety' }).click();
  await expect(ana.getByText('It waits for a supervisor or a manager.')).toBeVisible();
  await ana.getByRole('button', { name: 'Write it in for them' }).click();
  await ana.getByLabel('What they asked you to say').fill('She says that it helped.');
  await ana.getByRole('button', { name: 'Send it', exact: true }).click();
  await expect(ana.getByText('It has been sent, and waits with the others.')).toBeVisible();
  const sunita = await signIn(browser, 'Sunita', { at: '/reviews' });
  await sunita.getByRole('button', { name: 'Take it', exact: true }).click();
  await sunita.getByLabel('What came of it').fill('Nobody is in danger.');
  await expectNothingFoundInPictures(sunita, 'feedback', 'safety');
  await sunita.getByRole('button', { name: 'It is done' }).click();
  await expect(sunita.getByText('Those that were looked at')).toBeVisible();
  await ana.reload();
  await expect(ana.getByText('Sunita wrote what came of it:')).toBeVisible();
  await expect(ana.getByText('Nobody is in danger.')).toBeVisible();
  await ana.getByRole('button', { name: 'Write an answer' }).click();
  await ana.getByRole('textbox', { name: 'You said' }).fill('You felt heard.');
  await ana.getByRole('textbox', { name: 'We did' }).fill('We go on like this.');
  await ana.getByRole('button', { name: 'Put it on the public page' }).click();
  await expect(ana.getByRole('button', { name: 'Take it off the page: You felt heard.' })).toBeVisible();
  await expectNothingFoundInPictures(ana, 'feedback', 'full');
  await caller.goto(path);
  await expect(caller.getByText('We go on like this.')).toBeVisible();
});
