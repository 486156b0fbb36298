import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNothingFoundInPictures } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

test('one’s own hours are found on the rota, and taken along as a file', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', { at: '/rota' });
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

test('somebody in the induction listens along once both say yes, sees a call and nothing of it, until one of the two ends it', async ({
  browser,
}) => {
  const [lorna, grace] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Grace', phone)];
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben', phone)];
  await lorna.goto('/people');
  await lorna.getByRole('button', { name: 'Change Grace' }).click();
  await lorna.getByRole('menuitem', { name: 'Induction' }).click();
  const today = await lorna.getByLabel('First day').inputValue();
  // Past midnight the shift that is on belongs to the day before.
  await lorna
    .getByLabel('First day')
    .fill(new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10));
  await lorna.getByLabel('Last day').fill(today);
  await lorna.getByRole('button', { name: 'Save' }).click();
  await expect(lorna.getByRole('dialog')).toHaveCount(0);
  await grace.goto('/training');
  await grace.getByRole('button', { name: 'Ask the two' }).click();
  await expect(grace.getByText('Asked. Both of that shift have to say yes.')).toBeVisible();
  await expectNothingFoundInPictures(grace, 'growth', 'listening-asked');

  for (const page of [ana, ben]) {
    await joinShift(page);
    await expect(page.getByText(/^May Grace listen along on /)).toBeVisible();
  }
  await expectNothingFoundInPictures(ana, 'growth', 'listening-question');
  await ana.getByRole('button', { name: 'Yes', exact: true }).click();
  await ben.getByRole('button', { name: 'Yes', exact: true }).click();
  await grace.getByRole('link', { name: 'Open it' }).click();
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByLabel('Note').fill('Nobody else reads this');
  await expect(grace.getByRole('region', { name: 'Ana' }).getByText('On a call')).toBeVisible();
  await expect(grace.getByRole('region', { name: 'Ben' })).toBeVisible();
  await expectNothingFoundInPictures(grace, 'growth', 'listening');
  await expectNothingFoundInPictures(ben, 'growth', 'listening-pair');
  await expect(ana.getByText('Grace is listening along.')).toBeVisible();
  await ben.getByRole('button', { name: 'End it' }).click();
  await expect(grace.getByText('You are not listening along in a shift now.')).toBeVisible();
  await expect(ana.getByText('Grace is listening along.')).toHaveCount(0);
  await grace.reload();
  await expect(grace.getByText('You are not listening along in a shift now.')).toBeVisible();
  await ana.getByRole('button', { name: 'End call' }).click();
});

test('a call and a handover are practised from the course, and nothing leaves the page', async ({
  browser,
}) => {
  const ruth = await signIn(browser, 'Ruth');
  const ahead = ruth.waitForResponse(/api\/directory/);
  await ruth.goto('/training');
  await Promise.all([ahead, ruth.waitForFunction(() => performance.getEntriesByName('parts-ahead').length)]);
  await ruth.getByRole('link', { name: 'Practise a call and a handover' }).click();
  await expect(ruth.getByText('Nothing is sent, stored or counted.')).toBeVisible();
  const requests: string[] = [];
  ruth.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  const sent = await ruth.context().newCDPSession(ruth);
  const frames: string[] = [];
  sent.on('Network.webSocketFrameSent', ({ response }) => frames.push(response.payloadData));
  await sent.send('Network.enable');

  await ruth.getByRole('button', { name: 'Start a call' }).click();
  await expectNothingFoundInPictures(ruth, 'growth', 'practice-call');
  await ruth.getByRole('button', { name: 'I need support now' }).click();
  await expect(ruth.getByText('Nobody has been told: this is practice.')).toBeVisible();
  await ruth.getByLabel('Note').fill('A made-up call');
  await ruth.getByRole('button', { name: 'End call' }).click();
  await ruth.getByRole('button', { name: 'Choose: Does someone need to respond?' }).click();
  await ruth.getByRole('option', { name: '999 now' }).click();
  await ruth.getByRole('button', { name: 'Tell Dana now' }).click();
  await expect(ruth.getByText(/^This is practice, so nothing was sent\./)).toBeVisible();
  await ruth.getByRole('button', { name: 'Finished' }).click();

  // A handover needs no link at all.
  await ruth.context().setOffline(true);
  await ruth.getByRole('button', { name: 'Practise a handover' }).click();
  await ruth.getByRole('button', { name: 'Accept the handover' }).click();
  await expect(ruth.getByText('You have accepted.')).toBeVisible();
  await ruth.getByRole('checkbox', { name: 'The bag is with Ruth.' }).uncheck();
  await ruth.getByLabel('Anything else they should know').fill('Made up too');
  await ruth.getByRole('button', { name: 'Hand over' }).click();
  await expect(ruth.getByText(/^Sent\. It waits for/)).toBeVisible();
  await expectNothingFoundInPictures(ruth, 'growth', 'practice-handover');
  // The worker and the link of the page itself ask for no more than their files.
  expect(requests.filter((one) => !/^GET \S+\/(assets|socket\.io)\//.test(one))).toEqual([]);
  expect(frames.filter((frame) => frame.startsWith('42'))).toEqual([]);

  await ruth.context().setOffline(false);
  await ruth.reload();
  await ruth.getByRole('button', { name: 'Start a call' }).click();
  await expect(ruth.getByLabel('Note')).toHaveValue('');
});

test('a next step is shown to one person and taken back, a reference asked for and answered, and all of it taken along', async ({
  browser,
}) => {
  const [ana, lorna] = [await signIn(browser, 'Ana', phone), await signIn(browser, 'Lorna')];
  await ana.goto('/gatherings');
  await ana.getByRole('link', { name: 'My next steps' }).click();
  await ana.getByRole('textbox', { name: 'Something I want' }).fill('To train others');
  await ana.getByRole('button', { name: 'Write down: Something I want' }).click();
  await ana.getByRole('button', { name: 'Show it to somebody: To train others' }).click();
  await ana.getByLabel('Who may see this line').selectOption('Lorna');
  await expectNothingFoundInPictures(ana, 'growth', 'next-steps');
  await ana.getByRole('button', { name: 'Show this line' }).click();
  await expect(ana.getByText('Lorna sees this line.')).toBeVisible();

  await lorna.getByRole('link', { name: 'Open it' }).click();
  await expect(lorna.getByText('To train others')).toBeVisible();
  await ana.getByRole('button', { name: 'Take it back from Lorna: To train others' }).click();
  await expect(lorna.getByText('Nothing is shown to you now.')).toBeVisible();

  await ana.getByLabel('A manager to ask').selectOption('Lorna');
  await ana.getByRole('button', { name: 'Ask for a reference' }).click();
  await lorna.getByRole('group', { name: 'Your answer to Ana' }).getByRole('button', { name: 'Yes' }).click();
  await expect(ana.getByText('Lorna says yes.')).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'growth', 'shown');

  await ana.getByRole('button', { name: 'Make the list' }).click();
  await expect(ana.getByRole('heading', { name: 'Shifts, by the days on the rota' })).toBeVisible();
  const saving = ana.waitForEvent('download');
  await ana.getByRole('button', { name: 'Save as a file' }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toMatch(
    /What I want\r\n- To train others[^]*Lorna says yes\.[^]*Shifts, by the days/,
  );
});

test('what one may share opens beside the call, and takes three lines', async ({ browser }) => {
  const ben = await signIn(browser, 'Ben');
  await joinShift(ben);
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await ben.getByRole('link', { name: 'Guidance and numbers' }).click();
  await ben.getByRole('button', { name: 'What I may share' }).click();
  for (const words of ['I was in hospital too', 'Walking helped me', 'It took two years']) {
    await ben.getByRole('textbox', { name: 'Something I may share' }).fill(words);
    await ben.getByRole('button', { name: 'Write down: Something I may share' }).click();
    await expect(ben.getByRole('listitem').filter({ hasText: words })).toBeVisible();
  }
  await expect(ben.getByRole('textbox', { name: 'Something I may share' })).toHaveCount(0);
  await expectNothingFoundInPictures(ben, 'growth', 'may-share');
  await ben.getByRole('button', { name: 'Take off: It took two years' }).click();
  await expect(ben.getByRole('textbox', { name: 'Something I may share' })).toBeVisible();
  await ben.getByRole('button', { name: 'Close what I may share' }).click();
  await expect(ben.getByText('Walking helped me')).toHaveCount(0);
});
