import { expect, test, type Page } from '@playwright/test';
import { startBuiltServer, type BuiltServer } from '../support/built-server.ts';
import { buildVersion1 } from '../support/other-version.ts';
import { closePagesAfterEach, joinShift, signIn } from './people.ts';
import { box, goOffline, live, said, say } from './talk.ts';

/** What was built, and the same as another version of itself: see `buildVersion1`. */
let version1: Awaited<ReturnType<typeof buildVersion1>>;
let server: BuiltServer;
closePagesAfterEach({ worker: true });
test.beforeAll(async () => {
  version1 = await buildVersion1();
  server = await startBuiltServer();
  process.env.E2E_ADDRESS = server.address;
});
test.afterAll(async () => {
  await server.stop();
  await version1.remove();
});

const isHere = (page: Page) => page.getByText('A newer version is here.');
const isControlled = (page: Page) =>
  expect.poll(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null')).toBe(true);

/** On a page that this browser keeps a copy of, so that loading it again alone would bring the same one. */
async function settle(page: Page) {
  await joinShift(page);
  await expect
    .poll(() =>
      page.evaluate<boolean>(
        'navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.active))',
      ),
    )
    .toBe(true);
  await page.reload();
  await isControlled(page);
  await expect(live(page)).toBeVisible();
}

test('a page older than its server keeps everything, gives way between keys and calls, and sends it in today’s words', async ({
  browser,
}) => {
  await server.restart(version1.root);
  const ana = await signIn(browser, 'Ana');
  const ben = await signIn(browser, 'Ben');
  await Promise.all([settle(ana), settle(ben)]);
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await expect(ben.getByRole('button', { name: 'End call' })).toBeVisible();
  await goOffline(ana);
  await say(ana, 'Written before the new version');
  await ana.getByRole('button', { name: 'Taking a break' }).click();
  await expect(ana.getByText('2 things still to send')).toBeVisible();

  await server.restart();
  await box(ana).fill('Half a ');
  let loads = 0;
  ana.on('load', () => (loads += 1));
  await ana.context().setOffline(false);
  // The page gives way once nobody types, so the typing goes on until it has said so.
  await expect(async () => {
    for (const key of [' ', 'Backspace']) await box(ana).press(key);
    await expect(isHere(ana)).toBeVisible({ timeout: 900 });
  }).toPass();
  expect(loads).toBe(0);
  await box(ana).pressSequentially('sentence');
  await expect(live(ana)).toBeVisible();
  await expect(box(ana)).toHaveValue('Half a sentence');
  await expect(ana.getByText(/things? still to send/)).toBeHidden();
  expect(loads).toBe(1);

  await expect(isHere(ben)).toBeVisible();
  await expect(ben.getByText('It loads by itself after this call.')).toBeVisible();
  await expect(ben.getByRole('button', { name: 'End call' })).toBeVisible();
  await ben.getByRole('button', { name: 'I need support now' }).first().click();
  await expect(live(ben)).toBeVisible();
  await expect(said(ben, 'Written before the new version')).toHaveCount(1);
  await expect(ben.getByRole('button', { name: 'End call' })).toBeVisible();
  await expect(ben.getByText('Taking a break').first()).toBeVisible();
  await expect(ana.getByText(/^Ben needs support now \(/)).toBeVisible();
});

test('a page newer than its server waits for it with everything, and loads nothing by itself', async ({
  browser,
}) => {
  await server.restart();
  const ana = await signIn(browser, 'Ana');
  await settle(ana);
  await goOffline(ana);
  await say(ana, 'Written before the old version');
  await box(ana).fill('And half a sentence');
  await server.restart(version1.root);
  let loads = 0;
  ana.on('load', () => (loads += 1));
  await ana.context().setOffline(false);
  await expect(ana.getByText('A newer version is being put in place.')).toBeVisible();
  await expect(ana.getByText('1 thing still to send')).toBeVisible();

  await server.restart();
  await expect(live(ana)).toBeVisible();
  await expect(said(ana, 'Written before the old version')).toHaveCount(1);
  await expect(ana.getByText(/things? still to send/)).toBeHidden();
  await expect(box(ana)).toHaveValue('And half a sentence');
  expect(loads).toBe(0);
});
