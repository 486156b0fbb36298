import { expect, test, type Page } from '@playwright/test';
import { whatLiesOnTop } from './on-top.ts';
import { joinShift, ownProcess, signIn } from './people.ts';
import { box, goOffline, live, said, say, talk } from './talk.ts';
import { crash, keptText, onDisk } from './browser-storage.ts';
import { stopwatch } from '../support/real-time.ts';

const own = ownProcess({ worker: true });
let ana: Page;
let ben: Page;
const canary = 'hxeron kyngfisher weirpoole';

test.beforeAll(async ({ browser }) => {
  ben = await signIn(browser, 'Ben');
  await joinShift(ben);
});
test.beforeEach(async ({ browser }) => {
  ana = await signIn(browser, 'Ana');
  await joinShift(ana);
});
test.afterEach(() => ana.context().close());

test('two hundred commands given without a link arrive in order, once each, without a long wait', async () => {
  test.slow();
  const before = stopwatch();
  await say(ana, 'One that finds the link');
  await expect(said(ben, 'One that finds the link')).toBeVisible();
  const one = stopwatch() - before;
  await goOffline(ana);
  const words = Array.from({ length: 200 }, (_, at) => `number ${at + 1}`);
  for (const one of words) await say(ana, one);
  await expect(ana.getByText('200 things still to send')).toBeVisible();
  await ana.getByText('200 things still to send').click();
  await expect(ana.getByText('A message: “number 1”', { exact: true })).toBeVisible();

  const begun = stopwatch();
  await ana.context().setOffline(false);
  await expect(said(ben, 'number 200')).toBeVisible({ timeout: 90_000 });
  await expect(ana.getByText(/things? still to send/)).toBeHidden();
  test.info().annotations.push({ type: 'took', description: `${Math.round(stopwatch() - begun)} ms` });
  // Ten seconds where a message takes no time; a busy machine gets for each what it needed for one.
  expect(stopwatch() - begun).toBeLessThan(10_000 + 200 * one);
  const arrived = (await talk(ben).innerText()).match(/number \d+/g);
  expect(arrived).toEqual(words);
});

test('a sign-in that ends while somebody types is taken up again over the page', async () => {
  await goOffline(ana);
  await say(ana, 'sent while signed out');
  await box(ana).fill('Half a sen');
  await ana.request.post(`${own.server.address}/api/sign-out`, { headers: { origin: own.server.address } });
  await ana.context().setOffline(false);
  await expect(ana.getByRole('dialog', { name: 'You are signed out' })).toBeVisible();
  expect(await whatLiesOnTop(ana)).toEqual(['DIALOG']);
  await expect(said(ben, 'sent while signed out')).toBeHidden();
  await ana.getByRole('button', { name: 'Go on as Ana' }).click();
  await expect(live(ana)).toBeVisible();
  await expect(said(ben, 'sent while signed out')).toHaveCount(1);
  await expect(box(ana)).toHaveValue('Half a sen');
});

test('two tabs are one person: one line, one text, and the other goes on when one is closed', async () => {
  const other = await ana.context().newPage();
  await other.goto('/tonight');
  await expect(live(other)).toBeVisible();
  await box(ana).fill('Typed in one');
  await expect(box(other)).toHaveValue('Typed in one');
  await box(other).press('Enter');
  await expect(box(ana)).toHaveValue('');
  await expect(said(ben, 'Typed in one')).toHaveCount(1);

  await goOffline(ana);
  await say(ana, 'from the first');
  await say(other, 'from the second');
  await expect(other.getByText('2 things still to send')).toBeVisible();
  await expect(ana.getByText('2 things still to send')).toBeVisible();
  await ana.close();
  await other.context().setOffline(false);
  await expect(said(ben, 'from the second')).toHaveCount(1);
  await expect(said(ben, 'from the first')).toHaveCount(1);
  ana = other;
});

test('a server that is exchanged while somebody types is not noticed by what they type', async () => {
  const restarted = own.server.restart();
  for (let at = 1; at <= 10; at++) await say(ana, `through the change ${at}`);
  await box(ana).pressSequentially('and in the middle of a sen', { delay: 30 });
  await restarted;
  await expect(live(ana)).toBeVisible();
  await expect(said(ben, 'through the change 10')).toBeVisible();
  const arrived = (await talk(ben).innerText()).match(/through the change \d+/g);
  expect(arrived).toEqual(Array.from({ length: 10 }, (_, at) => `through the change ${at + 1}`));
  await expect(box(ana)).toHaveValue('and in the middle of a sen');
});

test('what is refused comes back as text that can be changed, with the reason', async () => {
  await say(ana, 'this holds \0 which nobody can keep');
  await expect(talk(ana).getByText('One character in this text cannot be saved.')).toBeVisible();
  ana = await crash(ana);
  await expect(talk(ana).getByText('One character in this text cannot be saved.')).toBeVisible();
  await talk(ana).getByRole('button', { name: 'Change it' }).click();
  await expect(box(ana)).toHaveValue(/^this holds/);
  await say(ana, 'this holds nothing');
  await expect(said(ben, 'this holds nothing')).toHaveCount(1);
  await expect(talk(ana).getByText('Not sent.')).toBeHidden();
});

test('a page that the system put to sleep is right again within ten seconds of waking', async () => {
  const system = await ana.context().newCDPSession(ana);
  const asleep = new Promise((resolve) => system.once('Debugger.paused', resolve));
  await system.send('Debugger.enable');
  await system.send('Debugger.pause');
  await asleep;
  await own.server.restart();
  await say(ben, 'said while you slept', 'Ana');
  await expect(said(ben, 'said while you slept')).toHaveCount(1);
  await expect(ben.getByText(/things? still to send/)).toBeHidden();
  const woken = stopwatch();
  await system.send('Debugger.disable');
  await ana.evaluate(`document.dispatchEvent(new Event('resume'))`);
  await expect(said(ana, 'said while you slept')).toBeVisible();
  const took = Math.round(stopwatch() - woken);
  test.info().annotations.push({ type: 'took', description: `${took} ms` });
  expect(took).toBeLessThan(10_000);
});

test('what waits cannot be read in the browser’s storage, and signing out leaves nothing, also without a link', async () => {
  await goOffline(ana);
  await say(ana, canary);
  await box(ana).fill(`and ${canary}`);
  await expect.poll(() => keptText(ana).then((text) => text.length)).toBeGreaterThan(500);
  for (const word of canary.split(' ')) expect(await keptText(ana)).not.toContain(word);

  await ana.getByRole('button', { name: /^Ana/ }).click();
  await ana.getByRole('menuitem', { name: 'Sign out' }).click();
  const warning = ana.getByRole('dialog', { name: 'Not everything is sent yet' });
  await expect(warning.getByText('1 thing still to send')).toBeVisible();
  await warning.getByRole('button', { name: 'Sign out and lose it' }).click();
  await expect(ana.getByRole('heading', { name: 'Alongside cannot be reached' })).toBeVisible();
  expect(await onDisk(ana)).toEqual([]);
  await ana.context().setOffline(false);
  await ana.getByRole('button', { name: 'Try now' }).click();
  await expect(ana.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(said(ben, canary)).toBeHidden();
});
