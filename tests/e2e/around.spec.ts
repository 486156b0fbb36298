import { expect, test, type Page } from '@playwright/test';
import { expectNothingFoundInPictures } from './findings.ts';
import { whatLiesOnTop } from './on-top.ts';
import { joinShift, openPage, ownServer, phone, signIn, signInOnTrial, withWorker } from './people.ts';

ownServer();

const cover = (page: Page) => page.getByRole('dialog', { name: 'Press any key to come back' });
const note = (page: Page) => page.getByLabel('Note', { exact: true });

test('the screen is hidden at once, says nothing, and comes back to the same place', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await note(ana).fill('Wants somebody');
  await note(ana).focus();

  for (const key of ['Shift', 'Shift', 'Shift']) await ana.keyboard.press(key);
  await expect(cover(ana)).toHaveText(/^\d\d:\d\d\s*$/);
  await expect(ana).toHaveTitle('Alongside');
  expect(await whatLiesOnTop(ana)).toEqual(['DIALOG']);
  await expect(async () => {
    await ana.keyboard.press('Escape');
    await expect(cover(ana)).toBeHidden({ timeout: 50 });
  }).toPass();
  await expect(note(ana)).toBeFocused();
  await expect(note(ana)).toHaveValue('Wants somebody');
  await expect(ana.getByRole('button', { name: 'End call' })).toBeVisible();

  expect(await millisecondsToHide(ana)).toBeLessThan(3_000);
});

test('the screen locks by itself, and gives back what was typed and where', async ({ browser }) => {
  const page = await openPage(browser);
  await page.clock.install();
  await page.goto('/');
  await page.getByRole('button', { name: /^Ben\b/ }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await joinShift(page);
  await page.getByLabel('Write to Ana').fill('Are you there');
  await page.clock.fastForward('10:05');
  const lock = page.getByRole('dialog', { name: 'The screen is locked' });
  await expect(lock).toContainText('Ben is signed in');
  await expect(lock).not.toContainText('Ana');
  await page.reload();
  await expect(lock).toBeVisible();
  await lock.getByRole('button', { name: 'Go on as Ben' }).click();
  await expect(lock).toBeHidden();
  await expect(page.getByLabel('Write to Ana')).toHaveValue('Are you there');

  await page.getByLabel('Write to Ana').focus();
  await page.clock.fastForward('10:05');
  await lock.getByRole('button', { name: 'Go on as Ben' }).click();
  await expect(page.getByLabel('Write to Ana')).toBeFocused();
});

test('a locked screen says what became of a request for support, closes nothing beneath, and prints nothing of it', async ({
  browser,
}) => {
  const page = await openPage(browser);
  await page.clock.install();
  await signInOnTrial(page, 'Ben');
  await page.goto('/');
  await joinShift(page);
  await page.goto('/asked');
  await page.getByRole('button', { name: 'Ask for a debrief' }).click();
  const beneath = page.getByRole('dialog', { name: /debrief/i, includeHidden: true });
  await expect(beneath).toBeVisible();
  await page.clock.fastForward('10:05');
  const lock = page.getByRole('dialog', { name: 'The screen is locked' });
  await expect(lock).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(lock).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.frame > main')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await page.context().setOffline(true);
  await lock.getByRole('button', { name: 'I need support now' }).click();
  await expect(lock.getByText('Your request for support has not reached anybody.')).toBeVisible();
  await expect(lock).not.toContainText('Ana');
  await page.context().setOffline(false);
  await expect(lock.getByText(/^You asked for support at/)).toBeVisible();
  await lock.getByRole('button', { name: 'Go on as Ben' }).click();
  await expect(lock).toBeHidden();
  await beneath.getByRole('button', { name: /^(Undo|I’m OK now)$/ }).click();
});

test('support is asked for with one tap, undone, asked for again, seen and answered', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', phone);
  const ben = await signIn(browser, 'Ben');
  await joinShift(ana);
  await joinShift(ben);
  const need = ana.getByRole('button', { name: 'I need support now' });
  const answer = ben.getByRole('button', { name: 'With you' });

  await need.click();
  await expect(answer).toBeVisible();
  await ana.getByRole('button', { name: 'Undo' }).click();
  await expect(need).toBeVisible();
  await expect(answer).toBeHidden();

  await need.click();
  await expect(answer).toBeVisible();
  await expect(ana.getByText(/Ben has seen it/)).toBeVisible();
  await ben.getByRole('button', { name: 'With you' }).click();
  await expect(ana.getByText(/Ben is with you since \d\d:\d\d/)).toBeVisible();
  await ana.getByRole('button', { name: 'I’m OK now' }).click();
  await expect(ben.locator('b', { hasText: 'Ana needs support now' })).toBeHidden();
});

test('without a link, support is asked for with the telephone', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', withWorker());
  await joinShift(ana);
  await ana.context().setOffline(true);
  await ana.getByRole('button', { name: 'I need support now' }).click();
  await expect(ana.getByText(/has not reached Ben/)).toBeVisible();
  await expect(ana.getByRole('link', { name: /^Ring / }).first()).toHaveAttribute('href', /^tel:/);
  await ana.getByRole('button', { name: 'Undo' }).click();
  await ana.context().setOffline(false);
});

test('the card opens without a link, also for nobody who is signed in', async ({ browser }) => {
  const page = await openPage(browser, withWorker(phone));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.evaluate('navigator.serviceWorker.ready.then(({ active }) => active.state)');
  await page.close();

  const context = page.context();
  await context.setOffline(true);
  const card = await context.newPage();
  await card.goto('/card');
  await expect(card.getByRole('link', { name: '999' })).toHaveAttribute('href', 'tel:999');
  for (const number of ['NHS 111, option 2', 'Samaritans 116 123', 'Shout 85258'])
    await expect(card.getByText(number)).toBeVisible();
  await expect(card.getByText('Ask plainly.')).toBeVisible();
  expect(await keptAddresses(card)).not.toContainEqual(expect.stringMatching(/\/(api|socket\.io)\//));
});

test('what is pinned to the card stays there after signing out, and opens without a link', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', { ...withWorker(phone), at: '/directory' });
  await ana.getByLabel('Search the directory').fill('quiet room');
  await ana
    .getByRole('link', { name: /^Quiet Room/ })
    .first()
    .click();
  await ana.getByRole('button', { name: 'Pin it to the card' }).click();
  await expectNothingFoundInPictures(ana, 'directory', 'pinned');
  await ana.getByRole('link', { name: 'card', exact: true }).click();
  await expect(ana.getByRole('link', { name: /^Ring Quiet Room/ }).first()).toBeVisible();
  await ana.goto('/');
  await ana.getByRole('button', { name: /^Ana: my pages/ }).click();
  await ana.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ana.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await ana.evaluate('navigator.serviceWorker.ready.then(({ active }) => active.state)');
  await ana.close();

  const context = ana.context();
  await context.setOffline(true);
  const card = await context.newPage();
  await card.goto('/card');
  await expect(card.getByRole('link', { name: /^Ring Quiet Room/ }).first()).toBeVisible();
  await expectNothingFoundInPictures(card, 'card', 'pinned');
});

test('a message that names somebody is asked about, and never kept back', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  const box = ana.getByLabel('Write to Ben');
  await box.fill('She is on 07700 900123 until nine');
  await box.press('Enter');
  await expect(ana.getByText('This looks like a phone number. Callers are not named here.')).toBeVisible();
  await ana.getByRole('button', { name: 'Take it out' }).click();
  await expect(box).toHaveValue('She is on until nine');
  await box.fill('Ring me on 07700 900123');
  await box.press('Enter');
  await ana.getByRole('button', { name: 'Send as it is' }).click();
  await expect(ana.getByText('Ring me on 07700 900123')).toBeVisible();
  await expect(box).toHaveValue('');
});

/** From the press to the moment at which the cover can have been painted. */
const millisecondsToHide = (page: Page) =>
  page.evaluate<number>(`new Promise((done) => {
    const button = [...document.querySelectorAll('button')].find((one) => one.innerText === 'Hide screen');
    performance.mark('asked');
    button.click();
    requestAnimationFrame(() => setTimeout(() => {
      const isHidden = document.querySelector('dialog[open]') !== null;
      done(isHidden ? performance.measure('hidden', 'asked').duration : Infinity);
    }));
  })`);

const keptAddresses = (page: Page) =>
  page.evaluate<string[]>(`(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => new URL(url).pathname);
  })()`);
