import { expect, test, type Page } from '@playwright/test';
import { framesOf } from './frames.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { box, live, said, say, talk } from './talk.ts';

ownServer();

let ana: Page;
let ben: Page;
test.beforeEach(async ({ browser }) => {
  ana = await signIn(browser, 'Ana');
  ben = await signIn(browser, 'Ben');
  await joinShift(ana);
  await joinShift(ben);
});
test.afterEach(async () => {
  for (const page of [ana, ben]) await page.context().close();
});

test('what was there at Enter is sent, and what was typed since stays', async () => {
  let letLookGo = () => {};
  const held = new Promise<void>((resolve) => (letLookGo = resolve));
  await ana.route(/looks-like/, async (route) => {
    await held;
    await route.continue();
  });
  await box(ana).fill('She took 12 345 678 steps');
  await box(ana).press('Enter');
  await box(ana).press('End');
  await box(ana).pressSequentially(' and then');
  await ana.getByRole('button', { name: 'Hide until opened…' }).click();
  letLookGo();
  await expect(said(ben, 'She took 12 345 678 steps')).toBeVisible();
  const rest = ana.getByLabel('Write to Ben, hidden until opened');
  await expect(rest).toHaveValue('and then');
  await ana.getByRole('button', { name: 'Hide until opened…' }).click();
});

test('an Enter that only confirms a word of an input method does not send', async () => {
  await box(ana).fill('こんにちは');
  await box(ana).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: false });
  await expect(box(ana)).toHaveValue('こんにちは');
  await box(ana).press('Enter');
  await expect(said(ben, 'こんにちは')).toBeVisible();
});

test('a paste that is too long stays whole, with by how much, and is sent once it fits', async () => {
  await box(ana).fill('a'.repeat(4_100));
  await expect(
    ana.getByText('100 characters too many. Send it in two parts.', { exact: false }),
  ).toBeVisible();
  await box(ana).press('Enter');
  expect((await box(ana).inputValue()).length).toBe(4_100);
  await box(ana).fill('a'.repeat(4_000));
  await expect(ana.getByText(/characters too many/)).toBeHidden();
  await box(ana).press('Enter');
  await expect(said(ben, 'a'.repeat(4_000))).toBeVisible();
});

test('a note that is too long stays whole and is not said to be kept', async () => {
  await ana.getByRole('button', { name: 'Start a call' }).click();
  const note = ana.getByLabel('Note', { exact: true });
  await note.fill('n'.repeat(8_050));
  await expect(ana.getByText('50 characters too many.', { exact: false })).toBeVisible();
  await expect(ana.getByText('Too long to', { exact: false })).toBeVisible();
  await note.blur();
  await expect(note).toHaveValue('n'.repeat(8_050));
  await note.fill('n'.repeat(8_000));
  await expect(ana.getByText(/^(Kept|Saved)$/).first()).toBeVisible();
  await ana.getByRole('button', { name: 'End call' }).click();
});

test('letters that cannot be seen are no message', async () => {
  await say(ana, '\u3164\u2060');
  await expect(talk(ana).getByText('Nothing of this can be seen.', { exact: false })).toBeVisible();
  await talk(ana).getByRole('button', { name: 'Take it out' }).click();
});

test('a name is asked about, taken out cleanly and put back', async () => {
  await say(ana, 'Her name is Smith, SE5 8AZ, lives in a flat.');
  await expect(ana.getByText('This looks like', { exact: false })).toBeVisible();
  await ana.getByRole('button', { name: 'Take it out' }).click();
  await expect(box(ana)).toHaveValue('Her name is, lives in a flat.');
  await ana.getByRole('button', { name: 'Put it back' }).click();
  await expect(box(ana)).toHaveValue('Her name is Smith, SE5 8AZ, lives in a flat.');
  await say(ana, 'Thank you, Ben');
  await expect(said(ben, 'Thank you, Ben')).toBeVisible();
});

test('what came under a hidden screen is not seen until somebody looks', async () => {
  const frames = framesOf(ben);
  await ben.reload();
  await expect(live(ben)).toBeVisible();
  const mine = (words: string) => talk(ana).locator('.message', { hasText: words });
  const seen = (words: string) => mine(words).getByText('· seen', { exact: false });
  await say(ana, 'Before it is hidden');
  await expect(seen('Before it is hidden')).toBeVisible();
  await ben.getByRole('button', { name: 'Hide screen' }).click();
  const cover = ben.locator('dialog[open]');
  await expect(cover).toHaveText(/\d\d:\d\d/);
  const before = frames.sent('message:seen');
  expect(before).toBeGreaterThan(0);
  const words = ['Are you there?', 'Whenever you are back'];
  for (const one of words) {
    await say(ana, one);
    await expect(ben.locator('.message', { hasText: one })).toHaveCount(1);
  }
  expect(frames.sent('message:seen')).toBe(before);
  // Only the last message says whether it was seen.
  const last = words.at(-1)!;
  await expect(mine(last)).toBeVisible();
  await expect(seen(last)).toBeHidden();
  await expect(async () => {
    await ben.keyboard.press('x');
    await expect(cover).toBeHidden({ timeout: 500 });
  }).toPass();
  for (const one of words) await expect(said(ben, one)).toBeVisible();
  await expect(seen(last)).toBeVisible();
});

test('words in Arabic run from the right, and a long word breaks', async () => {
  await say(ana, 'اتصل بي 12 مرة');
  await expect(said(ben, 'اتصل بي 12 مرة')).toHaveCSS('direction', 'rtl');
  await say(ana, 'x'.repeat(600));
  const list = talk(ben);
  await expect(said(ben, 'x'.repeat(600))).toBeVisible();
  expect(await list.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});

test('on a phone one button holds the ready words, and the heads are one line while somebody writes', async ({
  browser,
}) => {
  const small = await signIn(browser, 'Ben', phone);
  await small.getByRole('link', { name: /^Chat/ }).click();
  const talkHeight = async () => (await talk(small).boundingBox())!.height;
  const more = small.getByRole('button', { name: 'Ready words, a hidden message, about a call' });
  const before = await talkHeight();
  await expect(small.getByRole('button', { name: 'Thank you' })).toBeHidden();
  await box(small, 'Ana').focus();
  await expect.poll(talkHeight).toBeGreaterThanOrEqual(before + 50);
  expect((await more.boundingBox())!.width).toBeGreaterThanOrEqual(44);
  await more.click();
  await small.getByRole('button', { name: 'Hide until opened…' }).click();
  await expect(small.getByLabel('Write to Ana, hidden until opened')).toBeVisible();
  await small.getByRole('button', { name: 'Hide until opened…' }).click();
  await small.getByRole('button', { name: 'Thank you' }).click();
  await expect(said(ana, 'Thank you')).toBeVisible();
  await expect(small.getByRole('button', { name: 'Thank you' })).toBeHidden();
  await box(small, 'Ana').focus();
  await small.context().close();
});

test('where there is little height, what is written is sent by a press, and the box is in view before', async ({
  browser,
}) => {
  const magnified = { viewport: { width: 640, height: 400 }, hasTouch: true };
  const again = await signIn(browser, 'Ana', magnified);
  await again.getByRole('link', { name: /^Chat/ }).click();
  await expect(box(again)).toBeVisible();
  const field = (await box(again).boundingBox())!;
  const thumb = (await again.getByRole('button', { name: 'I need support now' }).boundingBox())!;
  expect(field.y + field.height).toBeLessThanOrEqual(thumb.y);
  await box(again).fill('Can we talk at ten?');
  await again.getByRole('button', { name: 'Send to Ben' }).click();
  await expect(said(ben, 'Can we talk at ten?')).toBeVisible();
  await again.context().close();
});
