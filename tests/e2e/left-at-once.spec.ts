import { expect, test, type Page } from '@playwright/test';
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
async function pressAndLeave(page: Page, name: string, leave = 'location.reload()') {
  const button = page.getByRole('button', { name, exact: true }).first();
  const loaded = page.waitForEvent('load');
  await button.evaluate((element, how) => {
    (element as unknown as { click: () => void }).click();
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function(how)();
  }, leave);
  await loaded;
  await expect(live(page)).toBeVisible();
}

test('a call that is started as the page reloads goes on, and is there once', async () => {
  await pressAndLeave(ana, 'Start a call');
  await expect(ana.getByRole('button', { name: 'End call' }).first()).toBeVisible();
  await expect(ben.getByText(/on a call/i).first()).toBeVisible();
  await ana.goto('/calls');
  await expect(ana.getByRole('listitem').filter({ hasText: /now|going on/i })).toHaveCount(1);
});

test('a call for support that is pressed as the page goes elsewhere reaches the partner, once', async () => {
  await pressAndLeave(ana, 'I need support now', `location.assign('/guidance')`);
  await expect(ben.getByText(/Ana needs support/i).first()).toBeVisible();
  await expect(ana.getByText(/You asked for support/).first()).toBeVisible();
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

test('a press in a tab that does not send for the others is not lost with it', async () => {
  const other = await ana.context().newPage();
  await other.goto('/tonight');
  await expect(live(other)).toBeVisible();
  await pressAndLeave(other, 'Start a call', `location.assign('/guidance')`);
  await expect(ana.getByRole('button', { name: 'End call' }).first()).toBeVisible();
  await other.close();
});
