import { expect, test, type Browser, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { joinShift, laptop, ownServer, phone, signIn } from './people.ts';

const own = ownServer();

test.beforeEach(() =>
  aside(
    own.server,
    (sql) => sql`
      update shifts set
        manager_id = (select id from people where first_name = 'Lorna'),
        next_manager_id = (select id from people where first_name = 'Idris')
      where starts_at <= now() and ends_at > now()`,
  ),
);

async function pair(browser: Browser) {
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben', phone)];
  await joinShift(ana);
  await joinShift(ben);
  return { ana, ben };
}
const askForSupport = (page: Page) =>
  page.getByRole('button', { name: 'I need support now', exact: true }).click();
const needed = (page: Page) => page.locator('b').filter({ hasText: 'Ana needs support now' });

test('a call for support stays with everybody who was asked until the one who asked is all right', async ({
  browser,
}) => {
  const { ana, ben } = await pair(browser);
  const [lorna, idris] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Idris')];
  await askForSupport(ana);
  await expect(needed(ben)).toBeVisible();
  await ben.getByRole('button', { name: 'In five minutes' }).click();
  const promise = /Ben comes in five minutes, at \d\d:\d\d: \d:\d\d to go\./;
  await expect(ana.getByText(promise)).toBeVisible();
  await ben.getByRole('link', { name: /^Chat/ }).click();
  await expect(ben.getByText(/You come in five minutes, at/)).toBeVisible();
  await expect(ben.getByRole('link', { name: /^Ring Ana/ }).first()).toBeVisible();
  await expect(needed(lorna)).toHaveCount(0);

  await aside(own.server, async (sql) => {
    await sql`update signals set answered_at = answered_at - interval '5 minutes',
      answers = jsonb_set(answers, '{0,at}', to_jsonb(to_char((answered_at - interval '5 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      where lowered_at is null`;
    await sql`update rungs set due_at = now() where id =
      (select id from rungs where done_at is null order by due_at limit 1)`;
  });
  await expect(needed(lorna)).toBeVisible({ timeout: 20_000 });
  await expect(ana.getByText(/Ben said “in five minutes” at \d\d:\d\d\. They are over\./)).toBeVisible();

  await lorna.getByRole('button', { name: 'I can’t, ask Idris' }).click();
  await expect(needed(idris)).toBeVisible();
  for (const page of [ana, ben]) await expect(page.getByText(/Lorna can’t just now\./)).toBeVisible();
  await expect(ana.getByRole('link', { name: /^Ring Idris/ })).toBeVisible();
  await expect(idris.getByRole('link', { name: /^Ring 07700/ }).first()).toBeVisible();
  await idris.getByRole('button', { name: 'I’m ringing Ana now' }).click();
  for (const page of [ben, lorna]) await expect(page.getByText(/Idris is ringing Ana/)).toBeVisible();
  await expect(ana.getByText(/Idris is ringing you/)).toBeVisible();
  await lorna.getByRole('link', { name: 'Rota' }).click();
  await expect(needed(lorna)).toBeVisible();

  await ana.getByRole('button', { name: 'I’m OK now' }).click();
  for (const page of [ben, lorna, idris]) await expect(needed(page)).toHaveCount(0);
  await expect(ana.getByText('You asked for support at')).toBeHidden();
});

test('whoever is alone reads so, the desk says so, and a call for support reaches the manager at once', async ({
  browser,
}) => {
  const { ana, ben } = await pair(browser);
  const lorna = await signIn(browser, 'Lorna');
  await expect(lorna.getByRole('heading', { name: 'Tonight is covered' })).toBeVisible();
  await expect(ana.getByText(/You are on your own/)).toBeHidden();
  await ben.goto('/before-you-go');
  await ben.getByRole('button', { name: 'Just leave' }).click();
  await expect(ana.getByText(/You are on your own since \d\d:\d\d\. Ring Lorna\./)).toBeVisible();
  await expect(ana.getByText('Ben is not there to see these')).toBeVisible();
  await expect(lorna.getByRole('heading', { name: 'Only Ana is here' })).toBeVisible();
  await askForSupport(ana);
  await expect(needed(lorna)).toBeVisible();
  await ana.getByRole('button', { name: /^(Undo|I’m OK now)$/ }).click();
  await joinShift(await signIn(browser, 'Ben', phone));
  await expect(ana.getByText(/You are on your own/)).toBeHidden();
  await expect(lorna.getByRole('heading', { name: 'Tonight is covered' })).toBeVisible();
});

test('a call that needs a response now is told to the manager in one tap, and one for later comes to the desk', async ({
  browser,
}) => {
  const { ana } = await pair(browser);
  const lorna = await signIn(browser, 'Lorna');
  await ana.getByRole('button', { name: 'Start a call' }).click();
  const choose = async (words: string) => {
    await ana.getByRole('button', { name: 'Choose: Does someone need to respond?' }).click();
    await ana.getByRole('option', { name: words }).click();
  };
  await choose('999 now');
  await ana.getByRole('button', { name: 'Tell Lorna now' }).click();
  await expect(ana.getByText(/Lorna has been told at \d\d:\d\d\./)).toBeVisible();
  await lorna.getByRole('link', { name: /Ana · 999 now/ }).click();
  await expect(lorna.getByRole('heading', { name: 'Ana tells you of a call: “999 now”' })).toBeVisible();
  await expect(ana.getByText(/Lorna has seen it\./)).toBeVisible();

  await ana.getByRole('button', { name: /^Take out.*999 now|^Remove.*999 now/ }).click();
  await choose('Manager to look before the next shift');
  await expect(ana.getByText(/Whoever takes it on can read this record/)).toBeVisible();
  await ana.getByRole('button', { name: 'End call' }).click();
  await lorna.getByRole('button', { name: 'Take it on', exact: true }).click();
  await expect(ana.getByText(/Lorna took this on at \d\d:\d\d and can read this record\./)).toBeVisible();
  await lorna.getByRole('link', { name: 'Read the record' }).click();
  await expect(lorna.getByText('Does someone need to respond?')).toBeVisible();
  await lorna.getByRole('link', { name: 'Desk' }).click();
  await lorna.getByRole('button', { name: /^Done: Look at a call/ }).click();
  await expect(ana.getByText(/Lorna looked at it at \d\d:\d\d\./)).toBeVisible();
});

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
  await answer.click();
  await expect(ben.getByText(/Ana is with you since/)).toBeVisible();
  await ben.getByRole('button', { name: 'I’m OK now' }).click();
  await ana.keyboard.press('Escape');

  await ana.getByRole('button', { name: /Hide/ }).click();
  await ben.getByRole('button', { name: 'I need support now', exact: true }).click();
  await expect(ana.getByText('Somebody needs you')).toBeVisible();
  await ben.getByRole('button', { name: /^(Undo|I’m OK now)$/ }).click();
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
  expect(await notes()).toBe(2);
});

test('a page is not called live before its alarm is there, and tries again to fetch it', async ({
  browser,
}) => {
  const context = await browser.newContext({ ...laptop, baseURL: process.env.E2E_ADDRESS });
  const page = await context.newPage();
  let refused = 0;
  await page.route(/must-appear-parts/, (route) => (refused++ < 1 ? route.abort() : route.continue()));
  await page.goto('/');
  await page.getByRole('button', { name: /^Lorna\b/ }).click();
  await expect(page.getByText('Connecting…')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(refused).toBeGreaterThan(1);
});
