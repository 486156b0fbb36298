import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { askForSupport, pair } from './support-pair.ts';

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

const needed = (page: Page) => page.locator('b').filter({ hasText: 'Ana needs support now' });

test('a call for support stays with everybody who was asked until the one who asked is all right', async ({
  browser,
}) => {
  const { ana, ben } = await pair(browser);
  const [lorna, idris] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Idris')];
  await askForSupport(ana);
  await expect(needed(ben)).toBeVisible();
  await ben.getByRole('button', { name: 'In five minutes' }).click();
  const promise = /Ben comes in five minutes, at \d\d:\d\d\. \d:\d\d to go\./;
  await expect(ana.getByText(promise)).toBeVisible();
  await ben.getByRole('link', { name: /^Chat/ }).click();
  await expect(ben.getByText(/You come in five minutes, at/)).toBeVisible();
  await expect(ben.getByRole('link', { name: /^Ring Ana/ }).first()).toBeVisible();
  await expect(needed(lorna)).toHaveCount(0);

  await aside(own.server, async (sql) => {
    await sql`update signals set answered_at = answered_at - interval '5 minutes',
      answers = jsonb_set(answers, '{0,at}', to_jsonb(to_char((answered_at - interval '5 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      where lowered_at is null`;
    await sql`update escalation_steps set due_at = now() where id =
      (select id from escalation_steps where subject = 'signal' order by due_at limit 1)`;
  });
  await expect(needed(lorna)).toBeVisible();
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
  await expect(lorna.getByRole('heading', { name: /^To(night|day) is covered$/ })).toBeVisible();
  await expect(ana.getByText(/You are on your own/)).toBeHidden();
  await ben.goto('/before-you-go');
  await ben.getByRole('button', { name: 'Good night, leave the shift' }).click();
  await expect(ana.getByText(/You are on your own since \d\d:\d\d\. Ring Lorna\./)).toBeVisible();
  await expect(ana.getByText('Ben is not there to see these')).toBeVisible();
  await expect(ana.getByText('Ben is not there to read this now. It waits for Ben.')).toBeVisible();
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.setViewportSize({ width: 360, height: 640 });
  await expect(ana.getByRole('group', { name: 'Quick asks to Ben' })).toContainText(
    'Ben is not there to see these',
  );
  await ana.getByRole('link', { name: /^Chat/ }).click();
  await expect(ana.getByText('Ben is not there to read this now. It waits for Ben.')).toBeInViewport({
    ratio: 1,
  });
  await ana.getByRole('link', { name: 'Call', exact: true }).click();
  await ana.setViewportSize({ width: 1280, height: 800 });
  await ana.getByRole('button', { name: 'End call' }).click();
  await expect(lorna.getByRole('heading', { name: 'Only Ana is here' })).toBeVisible();
  await askForSupport(ana);
  await expect(needed(lorna)).toBeVisible();
  await ana.getByRole('button', { name: /^(Undo|I’m OK now)$/ }).click();
  await joinShift(await signIn(browser, 'Ben', phone));
  await expect(ana.getByText(/You are on your own/)).toBeHidden();
  await expect(ana.getByText('Ben is not there to read this now.')).toBeHidden();
  await expect(lorna.getByRole('heading', { name: /^To(night|day) is covered$/ })).toBeVisible();
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
  await expect(ana.getByRole('button', { name: 'Tell Lorna now' })).toBeInViewport({ ratio: 1 });
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
