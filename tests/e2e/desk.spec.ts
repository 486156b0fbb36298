import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { framesOf } from './frames.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

const own = ownServer();

test('what could not be delivered is said on the desk: to whom and when, never what', async ({ browser }) => {
  await aside(
    own.server,
    (sql) => sql`
      with changed as (update helplines set change = change + 1 returning id, change)
      insert into notifications (id, helpline_id, version, person_id, channel, kind, path, created_at, due_at, state, settled_at, tries)
      select gen_random_uuid(), changed.id, changed.change, person.id, 'email', 'debrief-now', '/desk', now(), now(),
        'undelivered', now(), 6
      from changed join people person on person.helpline_id = changed.id and person.first_name = 'Idris'`,
  );
  const lorna = await signIn(browser, 'Lorna');
  const idris = await signIn(browser, 'Idris', phone);
  await expect(
    lorna.getByText(/A message to Idris was not delivered\s+(yesterday )?at \d\d:\d\d, by e-mail/),
  ).toBeVisible();
  await expect(idris.getByText(/A message to you was not delivered\s+(yesterday )?at/)).toBeVisible();
});

async function askForDebrief(page: Page, when: string) {
  await page.goto('/asked');
  await page.getByRole('button', { name: 'Ask for a debrief' }).click();
  await page.getByRole('button', { name: when }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
}

test('on a phone the list does not count as seen; what is opened does, and nothing behind a cover', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  const ben = await signIn(browser, 'Ben');
  const lorna = await signIn(browser, 'Lorna', phone);
  const frames = framesOf(lorna);
  await lorna.reload();
  await joinShift(ana);
  await joinShift(ben);
  await askForDebrief(ana, 'Now, before my next call');
  await expect(lorna.getByRole('link', { name: /^Ana · now/ })).toBeVisible();
  await expect(ana.getByText('Waiting for a manager')).toBeVisible();

  const address = (await lorna.getByRole('link', { name: /^Ana · now/ }).getAttribute('href'))!;
  await lorna.getByRole('button', { name: 'Hide screen' }).click();
  await lorna.evaluate(
    `history.pushState(null, '', '${address}'); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await expect(lorna.locator('#request-heading')).toHaveCount(1);
  const heard = frames.heard('debrief:changed');
  await askForDebrief(ben, 'In the next day or two');
  await expect.poll(() => frames.heard('debrief:changed')).toBeGreaterThan(heard);
  expect(frames.sent('debrief:seen')).toBe(0);
  await expect(ana.getByText('Waiting for a manager')).toBeVisible();
  await expect(async () => {
    await lorna.keyboard.press('x');
    await expect(lorna.getByRole('heading', { name: 'Ana asks for a debrief now' })).toBeVisible({
      timeout: 50,
    });
    await expect(lorna.getByRole('dialog')).toBeHidden({ timeout: 50 });
  }).toPass();
  await expect(ana.getByRole('heading', { name: 'Lorna has seen this' })).toBeVisible();
  expect(frames.sent('debrief:seen')).toBe(1);
});
