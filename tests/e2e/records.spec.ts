import { expect, test } from '@playwright/test';
import type { Sql } from 'postgres';
import { aside } from './aside.ts';
import { joinShift, laptop, ownServer, phone, signIn, withWorker } from './people.ts';
import { goOffline, live } from './talk.ts';

const own = ownServer();

test('what was chosen lately is offered first, and what is written says until when it can be changed', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  const take = () => ana.getByRole('button', { name: 'Start a call' }).click();
  const finish = async () => {
    await ana.getByRole('button', { name: 'End call' }).click();
    await ana.getByRole('button', { name: 'Finished', exact: true }).click();
  };
  const openList = () => ana.getByRole('button', { name: 'Add: What it is about' }).click();
  await take();
  await openList();
  for (const issue of ['Housing', 'Gambling']) await ana.getByRole('option', { name: issue }).click();
  await ana.keyboard.press('Escape');
  await finish();
  await take();
  await openList();
  const lately = ana.getByRole('group', { name: 'You chose lately' });
  await expect(lately.getByRole('option').first()).toHaveText('Gambling');
  await expect(lately.getByRole('option').nth(1)).toHaveText('Housing');
  await expect(ana.getByRole('option', { name: 'Housing', exact: true })).toHaveCount(1);
  await ana.getByRole('combobox').fill('hous');
  await expect(lately).toBeHidden();
  await ana.getByRole('option', { name: 'Housing', exact: true }).click();
  await ana.keyboard.press('Escape');
  await ana.getByRole('button', { name: 'End call' }).click();
  await expect(ana.getByRole('button', { name: 'Finished', exact: true })).toBeVisible();

  await ana.getByRole('button', { name: 'Ana: my pages and settings' }).click();
  await ana.getByRole('menuitem', { name: 'My calls' }).click();
  await expect(ana.getByRole('heading', { name: 'Not finished yet' })).toBeVisible();
  const lines = ana.getByRole('main').getByRole('listitem');
  await expect(lines.first()).toContainText('Finish writing up');
  await expect(lines.first()).toContainText(
    /Can be changed until (\d\d:\d\d|midday|midnight) (today|tomorrow)/,
  );
  await expect(lines.filter({ hasText: 'Read only' }).first()).toBeVisible();
});

for (const [device, look] of [
  ['laptop', laptop],
  ['phone', phone],
] as const)
  test(`why a call is not written up is said where it was pressed, at a ${device}`, async ({ browser }) => {
    const notClosed = (sql: Sql) =>
      sql<{ state: string }[]>`select state from calls where state <> 'closed'`.then((rows) =>
        rows.map(({ state }) => state),
      );
    await aside(
      own.server,
      (sql) => sql`update calls set state = 'closed', closed_at = now() where state <> 'closed'`,
    );
    const ana = await signIn(browser, 'Ana', withWorker(look));
    const ben = await signIn(browser, 'Ben');
    await joinShift(ana);
    await joinShift(ben);
    await ana.getByRole('button', { name: 'Start a call' }).click();
    await ana.getByRole('button', { name: 'End call' }).click();
    await expect(ana.getByRole('button', { name: 'Finished', exact: true })).toBeVisible();
    await expect.poll(() => aside(own.server, notClosed)).toEqual(['writing-up']);
    await expect(ben.getByRole('region', { name: 'Ana' })).toContainText('Writing up');
    await goOffline(ana);
    await ana.getByRole('button', { name: 'Finished', exact: true }).click();
    await ben.getByRole('button', { name: 'Take over' }).click();
    await ben.getByRole('button', { name: 'Take it over' }).click();
    await expect(ben.getByRole('dialog')).toBeHidden();
    await ana.context().setOffline(false);
    await expect(live(ana)).toBeVisible();
    const said = ana.getByRole('alert').filter({ hasText: 'is not finished.' });
    await expect(said).toContainText('Your partner has this call.');
    // The rows for a lost connection make room again a moment after it is back.
    const top = async () => (await said.boundingBox())!.y;
    await expect.poll(top).toBeGreaterThan(ana.viewportSize()!.height / 2 - 60);
    await ana.getByRole('button', { name: 'I have read it' }).click();
    await expect(said).toBeHidden();
    await ben.getByRole('button', { name: 'Finish writing up' }).first().click();
    await ben.getByRole('button', { name: 'Finished', exact: true }).click();
    // The page is closed next: Ben would still be writing up in the next test if this had not arrived.
    await expect.poll(() => aside(own.server, notClosed)).toEqual([]);
  });
