import { expect, test } from '@playwright/test';
import { laptop, ownServer, signIn } from './people.ts';
import { askForSupport, pair } from './support-pair.ts';

ownServer();

test('what came is said quietly on Tonight and at one’s own name, until it was looked at', async ({
  browser,
}) => {
  const { ana } = await pair(browser);
  const lorna = await signIn(browser, 'Lorna');
  await ana.goto('/asked');
  await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
  await ana.getByRole('dialog').getByText('In the next day or two').click();
  await expect(ana.getByText('Waiting for a manager.')).toBeVisible();
  await ana.goto('/tonight');
  await lorna.getByRole('link', { name: /Ana/ }).filter({ hasText: 'in the next day or two' }).click();
  await expect(
    lorna.getByRole('heading', { name: 'Ana asks for a debrief in the next day or two' }),
  ).toBeVisible();
  await lorna.getByRole('button', { name: 'I will ring now' }).click();
  await expect(ana.getByText(/Lorna will talk with you\./)).toBeVisible();
  const menu = ana.getByRole('button', { name: /^Ana: my pages and settings/ });
  await expect(menu).toHaveText('Ana · new');
  await ana.getByRole('link', { name: 'Look' }).click();
  await expect(menu).toHaveText('Ana');
  await ana.goto('/tonight');
  await expect(ana.getByText(/Lorna will talk with you\./)).toBeHidden();
});

test('a time that a manager offers is agreed to in one tap on Tonight', async ({ browser }) => {
  const { ana } = await pair(browser);
  const lorna = await signIn(browser, 'Lorna');
  await ana.goto('/asked');
  await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
  await ana.getByRole('dialog').getByText('In the next day or two').click();
  await expect(ana.getByText('Waiting for a manager.')).toBeVisible();
  await ana.goto('/tonight');
  await lorna.getByRole('link', { name: /Ana · in the next day or two .* No answer yet\./ }).click();
  const todo = lorna.getByRole('region', { name: 'What to do' });
  const pick = (name: RegExp) => todo.locator('label', { has: lorna.getByRole('radio', { name }) }).click();
  await todo.getByRole('button', { name: 'Offer a time' }).click();
  await todo.getByRole('button', { name: 'The week after' }).click();
  await pick(/^Monday/);
  await pick(/^10:30/);
  await todo.getByRole('button', { name: 'Offer this time' }).click();
  await ana.getByRole('button', { name: /^Agree to .*10:30$/ }).click();
  await expect(todo.getByText(/^Agreed for/)).toBeVisible();
  await expect(ana.getByRole('button', { name: /^Agree to/ })).toHaveCount(0);
});

test('neither a hidden screen nor a dialog swallows a call for support, and asking for it is the first stop of the keyboard', async ({
  browser,
}) => {
  const { ana, ben } = await pair(browser);
  await ana.goto('/rota');
  await expect(ana.getByRole('heading', { level: 1 })).toBeVisible();
  await ana.keyboard.press('Tab');
  await ana.keyboard.press('Enter');
  await expect(ana.getByRole('button', { name: 'I need support now', exact: true })).toBeFocused();

  await ana.goto('/asked');
  await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
  const dialog = ana.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'I need support now' })).toBeVisible();
  await ben.getByRole('button', { name: 'I need support now', exact: true }).click();
  const answer = dialog.getByRole('button', { name: 'With you' });
  await expect(answer).toBeVisible();
  await expect(ana.locator('b', { hasText: 'Ben needs support now' })).toHaveCount(1);
  await answer.click();
  await expect(ben.getByText(/Ana is with you since/)).toBeVisible();
  await ben.getByRole('button', { name: 'I’m OK now' }).click();
  await ana.keyboard.press('Escape');
  await expect(ana.getByRole('dialog')).toHaveCount(0);

  await ana.getByRole('button', { name: /Hide/ }).click();
  await ben.getByRole('button', { name: 'I need support now', exact: true }).click();
  await expect(ana.getByText('Somebody needs you')).toBeVisible();
  await ben.getByRole('button', { name: /^(Undo|I’m OK now)$/ }).click();
  await expect(ana.getByText('Somebody needs you')).toBeHidden();
});

test('with two tabs open, a call for support rings once', async ({ browser }) => {
  const { ana, ben } = await pair(browser);
  const context = ana.context();
  await context.addInitScript(() => {
    const rung = new BroadcastChannel('rung');
    type Note = { start: (at?: number) => void };
    const { prototype } = (globalThis as unknown as { OscillatorNode: { prototype: Note } }).OscillatorNode;
    const { start } = prototype;
    prototype.start = function (at) {
      rung.postMessage('note');
      start.call(this, at);
    };
  });
  const counter = await context.newPage();
  await counter.goto('/card');
  await counter.evaluate(() => {
    const counts = globalThis as unknown as { notes: number };
    counts.notes = 0;
    new BroadcastChannel('rung').onmessage = () => (counts.notes += 1);
  });
  const tabs = [ana, await context.newPage()];
  for (const tab of tabs) {
    await tab.goto('/tonight');
    await expect(tab.getByText('Live', { exact: true })).toBeVisible();
    await tab.getByRole('heading', { name: 'You', exact: true }).click();
  }
  await askForSupport(ben);
  for (const tab of tabs) await expect(tab.locator('b', { hasText: 'Ben needs support now' })).toBeVisible();
  const notes = () => counter.evaluate(() => (globalThis as unknown as { notes: number }).notes);
  await expect.poll(notes).toBe(2);
  await ben.getByRole('button', { name: /^(Undo|I’m OK now)$/ }).click();
  for (const tab of tabs) await expect(tab.locator('b', { hasText: 'Ben needs support now' })).toBeHidden();
  expect(await notes()).toBe(2);
});

test('a page is not called live before its alarm is there, and tries again to fetch it', async ({
  browser,
}) => {
  const context = await browser.newContext({ ...laptop, baseURL: process.env.E2E_ADDRESS });
  const page = await context.newPage();
  let refused = 0;
  await page.route(/signed-in-/, (route) => (refused++ < 1 ? route.abort() : route.continue()));
  await page.goto('/');
  await page.getByRole('button', { name: /^Lorna\b/ }).click();
  await expect(page.getByText('Connecting…')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(refused).toBeGreaterThan(1);
});
