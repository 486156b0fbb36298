import { expect, test, type Page } from '@playwright/test';
import { aside, fillTalk } from './aside.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { said, say, talk } from './talk.ts';

const own = ownServer();

test.beforeAll(async () => {
  await aside(own.server, (sql) => sql`delete from messages`);
  await fillTalk(own.server, 200);
});

const messages = (page: Page) => talk(page).locator('.message');
const placeOf = async (page: Page, words: string) => (await said(page, words).boundingBox())!.y;
const before = (page: Page) => page.getByRole('button', { name: 'Show what was said before' });

test('a long talk opens at its end, and what was said before comes as one scrolls up', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  await expect(said(ana, 'Line 200')).toBeInViewport();
  await expect(messages(ana)).toHaveCount(100);

  await talk(ana).hover();
  for (const [top, shown] of [
    ['Line 101', 150],
    ['Line 51', 200],
  ] as const) {
    await said(ana, top).scrollIntoViewIfNeeded();
    await expect(messages(ana)).toHaveCount(shown);
    await expect(said(ana, top)).toBeInViewport();
  }
  await said(ana, 'Line 1').scrollIntoViewIfNeeded();
  await expect(before(ana)).toBeHidden();
  await expect(messages(ana)).toHaveCount(200);
  const lines = (await talk(ana).innerText()).match(/Line \d+/g);
  expect(lines).toEqual(Array.from({ length: 200 }, (_, at) => `Line ${at + 1}`));

  await test.step('something new is said to be below, and does not move what is read', async () => {
    const ben = await signIn(browser, 'Ben');
    await joinShift(ben);
    await say(ben, 'Are you there?', 'Ana');
    await expect(ana.getByRole('button', { name: 'New from Ben below' })).toBeVisible();
    await expect(said(ana, 'Line 1')).toBeInViewport();
    await ana.getByRole('button', { name: 'New from Ben below' }).click();
    await expect(said(ana, 'Are you there?')).toBeInViewport();
  });
});

test('on a phone what is being read stays where it is', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', phone);
  await joinShift(ana);
  await ana.route('**/api/chat/before/*', async (route) => {
    await moved;
    await route.continue();
  });
  let letGo = () => {};
  const moved = new Promise<void>((done) => (letGo = done));
  await ana.getByRole('link', { name: /^Chat/ }).click();
  await expect(said(ana, 'Line 200')).toBeInViewport();
  await said(ana, 'Line 105').scrollIntoViewIfNeeded();
  await expect(ana.getByRole('button', { name: 'Fetching…' })).toHaveCount(1);
  const place = await placeOf(ana, 'Line 105');
  letGo();
  await expect(messages(ana)).toHaveCount(150);
  expect(Math.abs((await placeOf(ana, 'Line 105')) - place)).toBeLessThanOrEqual(2);
});

test('by keyboard it is a button, and where it fails it says so and can be tried again', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  let fails = true;
  await ana.route('**/api/chat/before/*', (route) => (fails ? route.abort() : route.continue()));
  await before(ana).focus();
  await expect(ana.getByText('What was said before could not be fetched.')).toBeVisible();
  const again = ana.getByRole('button', { name: 'Try again' });
  await expect(again).toBeFocused();
  await ana.keyboard.press('Enter');
  await expect(again).toBeVisible();
  fails = false;
  await ana.keyboard.press('Enter');
  await expect(messages(ana)).toHaveCount(150);
  await expect(talk(ana)).toBeFocused();
  await ana.keyboard.press('PageUp');
  await expect(said(ana, 'Line 100')).toBeInViewport();
});
