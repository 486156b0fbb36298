import { expect, test, type Page } from '@playwright/test';
import { holdDisk, onDiskOf } from './browser-storage.ts';
import { joinShift, ownServer, signIn } from './people.ts';
import { box, live, said } from './talk.ts';

ownServer();
let ana: Page;
let ben: Page;

test.beforeEach(async ({ browser }) => {
  ben = await signIn(browser, 'Ben');
  await joinShift(ben);
  ana = await signIn(browser, 'Ana');
  await joinShift(ana);
});

/** Presses a button and leaves the page in the same task, without a moment for anything else. */
async function pressAndLeave(page: Page, name: string, goesTo: string | null = null) {
  const button = page.getByRole('button', { name, exact: true }).first();
  const loaded = page.waitForEvent('load');
  await button.evaluate((element, how) => {
    (element as unknown as { click: () => void }).click();
    const { location } = globalThis as unknown as {
      location: { reload: () => void; assign: (to: string) => void };
    };
    if (how === null) location.reload();
    else location.assign(how);
  }, goesTo);
  await loaded;
  await expect(live(page)).toBeVisible();
}

test('a call that is started as the page reloads goes on, and is there once', async () => {
  await pressAndLeave(ana, 'Start a call');
  await expect(ana.getByRole('button', { name: 'End call' }).first()).toBeVisible();
  await expect(ben.getByText(/on a call/i).first()).toBeVisible();
  await ana.goto('/calls');
  await expect(ana.getByRole('listitem').filter({ hasText: /now|going on/i })).toHaveCount(1);
  await ana.goto('/tonight');
  await ana.getByRole('button', { name: 'End call' }).first().click();
  await expect(ana.getByRole('button', { name: 'End call' })).toHaveCount(0);
});

test('a call for support that is pressed as the page goes elsewhere reaches the partner, once', async () => {
  await pressAndLeave(ana, 'I need support now', '/guidance');
  await expect(ben.getByText(/Ana needs support/i).first()).toBeVisible();
  await expect(ana.getByText(/You asked for support/).first()).toBeVisible();
  await ana
    .getByRole('button', { name: /^(Undo|I’m OK now)$/ })
    .first()
    .click();
  await expect(ben.getByText(/Ana needs support/i)).toHaveCount(0);
});

test('messages that are sent as the page reloads arrive in their order, once each', async () => {
  await box(ana).fill('the first');
  const loaded = ana.waitForEvent('load');
  await box(ana).evaluate((element) => {
    const area = element as unknown as { value: string; form: { requestSubmit: () => void } } & EventTarget;
    area.form.requestSubmit();
    area.value = 'the second';
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.form.requestSubmit();
    (globalThis as unknown as { location: { reload: () => void } }).location.reload();
  });
  await loaded;
  await expect(live(ana)).toBeVisible();
  await expect(said(ben, 'the second')).toHaveCount(1);
  await expect(said(ben, 'the first')).toHaveCount(1);
  await expect(box(ana)).toHaveValue('');
});

/** What this browser keeps of texts that were typed and not sent. */
const texts = (page: Page) => onDiskOf(page, 'words');

test('what was sent is not in its box again, although the page was left before the store had removed it', async () => {
  const before = await texts(ana);
  await box(ana).fill('sent once');
  await expect.poll(() => texts(ana)).not.toEqual(before);
  const release = await holdDisk(ana);
  await box(ana).press('Enter');
  await expect(said(ben, 'sent once')).toHaveCount(1);
  await ana.reload();
  await release();
  await expect(live(ana)).toBeVisible();
  await expect.poll(() => texts(ana)).toEqual(before);
  await expect(box(ana)).toHaveValue('');
  await expect(said(ben, 'sent once')).toHaveCount(1);
});

test('a press in a tab that does not send for the others is not lost with it', async () => {
  const other = await ana.context().newPage();
  await other.goto('/tonight');
  await expect(live(other)).toBeVisible();
  await pressAndLeave(other, 'Start a call', '/guidance');
  await expect(ana.getByRole('button', { name: 'End call' }).first()).toBeVisible();
  await other.close();
});
