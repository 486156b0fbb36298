import { expect, test, type Browser, type Page } from '@playwright/test';
import { onDiskOf } from './browser-storage.ts';
import { joinShift, ownServer, phone, signIn, withWorker } from './people.ts';
import { goOffline } from './talk.ts';

ownServer();

const box = (page: Page, name: string) => page.getByLabel(`Write to ${name} about this`);
const todo = (page: Page) => page.getByRole('region', { name: 'What to do' });

async function askByName(browser: Browser, asker: string, name: string, words: string, look = phone) {
  const page = await signIn(browser, asker, look);
  await joinShift(page);
  await page.goto('/asked');
  await page.getByRole('button', { name: 'Ask for a debrief' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Say more first').click();
  await dialog.getByLabel('Anything you want to say first').fill(words);
  await dialog.getByRole('radio', { name }).click();
  await dialog.getByRole('button', { name: 'In the next day or two' }).click();
  await dialog.getByRole('button', { name: 'Done', exact: true }).click();
  return page;
}

test('what is written survives a lost link, a manager who cannot after all, and a new page', async ({
  browser,
}) => {
  const ana = await askByName(browser, 'Ana', 'Lorna', 'It was a long one.', withWorker(phone));
  const lorna = await signIn(browser, 'Lorna');
  const idris = await signIn(browser, 'Idris');
  await expect(idris.getByText('It was a long one.')).toBeHidden();
  await lorna.getByRole('button', { name: 'I will ring now' }).click();
  await expect(box(ana, 'Lorna')).toBeVisible();

  await test.step('typed and not sent, it is there on the next page', async () => {
    const typed = async () => (await onDiskOf(ana, 'words')).length;
    const before = await typed();
    await box(ana, 'Lorna').fill('I am up until one');
    await expect.poll(typed).toBeGreaterThan(before);
    await ana.goto('/tonight');
    await ana.goto('/asked');
    await expect(box(ana, 'Lorna')).toHaveValue('I am up until one');
  });

  await test.step('sent without a link, it is kept; turned down, it stays with a way on', async () => {
    await goOffline(ana);
    await box(ana, 'Lorna').press('Enter');
    await expect(ana.getByText('Saved here, not sent yet.')).toBeVisible();
    await todo(lorna).getByRole('button', { name: 'Pass to another manager' }).click();
    await expect(todo(lorna).getByRole('button', { name: 'I will ring now' })).toBeVisible();
    await ana.context().setOffline(false);
    await expect(ana.getByText('Not sent.', { exact: true })).toBeVisible();
    await expect(ana.getByText('Lorna cannot after all. It waits for an answer again.')).toBeVisible();
  });

  await test.step('once somebody has it again, it goes', async () => {
    await todo(lorna).getByRole('button', { name: 'I will ring now' }).click();
    await expect(box(ana, 'Lorna')).toBeVisible();
    await ana.getByRole('button', { name: 'Try again' }).click();
    await expect(lorna.getByText('I am up until one')).toBeVisible();
    await expect(ana.getByText('Not sent.', { exact: true })).toBeHidden();
  });
});

test('asked by name and not seen, it can be opened to any manager', async ({ browser }) => {
  const ben = await askByName(browser, 'Ben', 'Lorna', 'Somebody should know.');
  const idris = await signIn(browser, 'Idris');
  await expect(ben.getByText('Waiting for Lorna')).toBeVisible();
  await expect(idris.getByText('Nobody needs an answer today')).toBeVisible();
  await ben.getByRole('button', { name: 'Ask any manager instead' }).click();
  await expect(ben.getByText('You asked any manager.')).toBeVisible();
  await idris.getByRole('link', { name: /^Ben/ }).first().click();
  await expect(idris.getByText('Somebody should know.')).toBeVisible();
  await expect(ben.getByText('Idris has seen this.').first()).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Ask any manager instead' })).toBeHidden();
});

test('a supervisor asked by name has it on the same desk, and the managers do not', async ({ browser }) => {
  const ana = await askByName(browser, 'Ana', 'Sunita', 'About what I said.');
  const sunita = await signIn(browser, 'Sunita');
  const lorna = await signIn(browser, 'Lorna');
  await sunita.getByRole('link', { name: 'Desk', exact: true }).click();
  await expect(sunita.getByText('About what I said.')).toBeVisible();
  await expect(ana.getByText('Sunita has seen this.')).toBeVisible();
  await sunita.getByRole('button', { name: 'I will ring now' }).click();
  await expect(box(ana, 'Sunita')).toBeVisible();
  await expect(lorna.getByRole('main')).toBeVisible();
  await expect(lorna.getByText('About what I said.')).toBeHidden();
});
