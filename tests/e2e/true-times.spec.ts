import { expect, test, type Page } from '@playwright/test';
import type { Call } from '#shared/calls';
import { joinShift, ownServer, phone, signIn, withWorker } from './people.ts';
import { goOffline, live } from './talk.ts';
import { machineDate } from '../support/real-time.ts';

ownServer();
let ana: Page;
let ben: Page;

test.beforeEach(async ({ browser }) => {
  [ana, ben] = [await signIn(browser, 'Ana', withWorker()), await signIn(browser, 'Ben')];
  await joinShift(ana);
  await joinShift(ben);
});
test.afterEach(() => Promise.all([ana.context().close(), ben.context().close()]));

/** The page's clock is corrected by what the server says, and may be a little off. */
const margin = 1_500;

const earlier = (page: Page) => page.getByText('Earlier tonight', { exact: true }).click();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function callsOf(page: Page): Promise<Call[]> {
  const answer = await page.request.get('/api/calls/mine');
  return ((await answer.json()) as { calls: Call[] }).calls;
}

test('a call that is begun and ended without a link is stored as it was', async () => {
  await goOffline(ana);
  const began = machineDate().getTime();
  await press(ana, 'Start a call');
  const begunBy = machineDate().getTime();
  await expect(ana.getByText(/0:(0[5-9]|[1-5]\d)/).first()).toBeVisible();
  const ended = machineDate().getTime();
  await press(ana, 'End call');
  const endedBy = machineDate().getTime();
  await expect(ana.getByRole('button', { name: 'Finished', exact: true })).toBeVisible();
  await expect.poll(() => machineDate().getTime() - ended).toBeGreaterThan(5_000);
  await ana.context().setOffline(false);
  await expect(live(ana)).toBeVisible();
  const stored = async () => (await callsOf(ana)).find((one) => Date.parse(one.startedAt) > began - margin);
  await expect.poll(async () => (await stored())?.endedAt ?? null).not.toBeNull();

  const call = await stored();
  expectBetween(call!.startedAt, began, begunBy);
  expectBetween(call!.endedAt!, ended, endedBy);
  await press(ana, 'Finished');
});

test('an earlier call is written down without a link, and arrives with its record', async () => {
  await goOffline(ana);
  await ana.getByRole('link', { name: 'Write down an earlier call' }).click();
  const minutesAgo = (minutes: number) =>
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'Europe/London',
    }).format(machineDate().getTime() - minutes * 60_000);
  const [began, ended] = [minutesAgo(8), minutesAgo(3)];
  await ana.getByLabel('It began at').fill(ended);
  await ana.getByLabel('It ended at').fill(began);
  await press(ana, 'Go on to its record');
  await expect(ana.getByText('This call ends before it begins, or after the shift.')).toBeVisible();
  await ana.getByLabel('It began at').fill(began);
  await ana.getByLabel('It ended at').fill(ended);
  await press(ana, 'Go on to its record');
  await expect(ana.getByRole('heading', { name: `The call at ${began}` })).toBeVisible();
  await ana.getByLabel('Note').fill('Rang while the router was off.');
  await press(ana, 'Finished');
  await ana.context().setOffline(false);
  await expect(live(ana)).toBeVisible();
  await expect
    .poll(async () => (await callsOf(ana)).find(({ writtenAfterwards }) => writtenAfterwards))
    .toMatchObject({ state: 'closed', record: { note: 'Rang while the router was off.' } });
  await expect(ana.getByText('Written afterwards.')).toBeVisible();
  await earlier(ben);
  await expect(ben.getByText('(written afterwards)')).toBeVisible();
});

test('that neither could take it is one press, both see the time, and it is undone', async ({ browser }) => {
  await press(ana, 'It rang and neither of us could take it');
  await expect(ana.getByText(/^Noted at/)).toBeVisible();
  await expect(ben.getByText(/^It rang and neither of you could take it: \d\d:\d\d$/)).toBeVisible();
  await press(ana, 'Undo');
  await expect(ben.getByText(/^It rang and neither of you could take it:/)).toBeHidden();
  const small = await signIn(browser, 'Ana', phone);
  await press(small, 'It rang and neither of us could take it');
  await expect(ben.getByText(/^It rang and neither of you could take it: \d\d:\d\d$/)).toBeVisible();
  await small.context().close();
});

test('the whole row of an earlier call opens it', async () => {
  await press(ana, 'Start a call');
  await press(ana, 'End call');
  await press(ana, 'Finished');
  await earlier(ben);
  const row = ben.getByRole('listitem').filter({ hasText: 'Finished' }).first();
  const opened = ben.getByRole('heading', { name: /^The call at/ });
  // The row grows and shrinks with what is said of the call, so a place measured before may lie outside.
  await expect(async () => {
    if (!(await opened.isVisible())) {
      const { width, height } = (await row.boundingBox())!;
      await row.click({ position: { x: width - 8, y: height - 8 } });
    }
    await expect(opened).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

function expectBetween(time: string, from: number, to: number) {
  expect(Date.parse(time)).toBeGreaterThan(from - margin);
  expect(Date.parse(time)).toBeLessThan(to + margin);
}
