import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { box, talk } from './talk.ts';

const own = ownServer();

test('a covered message shows its warning alone, until it is opened, and can be covered again', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  const ben = await signIn(browser, 'Ben', phone);
  await joinShift(ana);
  await joinShift(ben);
  await ben.getByRole('link', { name: /^Chat/ }).click();
  await ana.getByRole('button', { name: 'Hide until opened…' }).click();
  await ana.getByLabel('What Ben sees first (optional)').fill('about losing a sister');
  const words = 'She found her sister on the stairs.';
  await ana.getByLabel('Write to Ben, hidden until opened').fill(words);
  await ana.getByRole('button', { name: 'Send to Ben' }).click();

  const covered = talk(ben).locator('.message', { hasText: 'Hidden until opened: about losing a sister' });
  await expect(covered).toBeVisible();
  await expect(ben.getByText(words)).toHaveCount(0);
  await expect(talk(ana).getByText(/· opened/)).toBeHidden();
  await covered.getByRole('button', { name: 'Show it' }).click();
  await expect(ben.getByText(words)).toBeVisible();
  await expect(talk(ana).getByText(/· opened/)).toBeVisible();
  await covered.getByRole('button', { name: 'Hide it again' }).click();
  await expect(ben.getByText(words)).toHaveCount(0);

  await expect(ana.getByText(words)).toHaveCount(0);
  await ana.getByRole('button', { name: 'Show what you wrote' }).click();
  await expect(ana.getByText(words)).toBeVisible();
  await expect(box(ana)).toHaveValue('');
});

test('whether a call can be talked over is asked with one tap and answered with one', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  const ben = await signIn(browser, 'Ben', phone);
  await joinShift(ana);
  await joinShift(ben);
  await box(ana).fill('Half a sentence');
  await ana.getByRole('button', { name: 'Can I talk something over?' }).click();
  await expect(box(ana)).toHaveValue('Half a sentence');
  await expect(talk(ana).getByText('Waiting for an answer')).toBeVisible();

  await ben.getByRole('link', { name: /^Chat/ }).click();
  const answer = talk(ben).getByRole('button', { name: 'In ten minutes' });
  const size = (await answer.boundingBox())!;
  expect(size.height).toBeGreaterThanOrEqual(44);
  await answer.click();
  await expect(talk(ben).getByText('You answered: In ten minutes')).toBeVisible();
  await expect(answer).toBeHidden();
  await expect(talk(ana).getByText('Answered: In ten minutes')).toBeVisible();
  await expect(talk(ana).getByText('Waiting for an answer')).toBeHidden();
});

test('a call for support that nobody answers escalates to one manager and then the next, as everybody sees', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', phone);
  await joinShift(ana);
  await joinShift(await signIn(browser, 'Ben'));
  const [lorna, idris] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Idris')];
  const nextIsDue = () =>
    aside(
      own.server,
      (sql) =>
        sql`update escalation_steps set due_at = now() where id =
          (select id from escalation_steps where subject = 'signal' order by due_at limit 1)`,
    );
  await aside(
    own.server,
    (sql) => sql`
      update shifts set
        manager_id = (select id from people where first_name = 'Lorna'),
        next_manager_id = (select id from people where first_name = 'Idris')
      where starts_at <= now() and ends_at > now()`,
  );
  const needed = (manager: Page) => manager.locator('b').filter({ hasText: 'Ana needs support now' });
  await ana.getByRole('button', { name: 'I need support now' }).click();
  await expect(ana.getByText('You asked for support at')).toBeVisible();
  for (const manager of [lorna, idris]) await expect(needed(manager)).toHaveCount(0);

  await nextIsDue();
  await expect(needed(lorna)).toBeVisible();
  await expect(ana.getByText(/Lorna has (been asked|seen it)\./)).toBeVisible();
  await expect(ana.getByText(/\bLorna has seen it\./)).toBeVisible();
  await expect(needed(idris)).toHaveCount(0);

  await nextIsDue();
  await expect(needed(idris)).toBeVisible();
  await expect(ana.getByText(/\bLorna and Idris have seen it\./)).toBeVisible();

  await idris.getByRole('button', { name: 'I’m ringing Ana now' }).click();
  await expect(ana.getByText(/Idris is ringing you \(\d\d:\d\d\)/)).toBeVisible();
  await expect(lorna.getByText(/Idris is ringing Ana \(\d\d:\d\d\)/)).toBeVisible();
});
