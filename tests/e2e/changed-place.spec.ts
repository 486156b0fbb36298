import { expect, test, type Page } from '@playwright/test';
import { connectClient } from '../support/client.ts';
import { joinShift, ownServer, signIn, withWorker } from './people.ts';
import { box, goOffline, live, said, say, talk } from './talk.ts';

const own = ownServer();

test('somebody new in the second place begins a new conversation, and what was typed for Ben waits for a yes', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', withWorker());
  const ben = await signIn(browser, 'Ben');
  await joinShift(ana);
  await joinShift(ben);
  await say(ana, 'Only for Ben');
  await expect(said(ben, 'Only for Ben')).toBeVisible();
  await goOffline(ana);
  await say(ana, 'Sent without a link');
  await box(ana).fill('Half a sentence');

  const mina = await replaceBen(await signIn(browser, 'Lorna'), ben, () => signIn(browser, 'Mina'));
  await joinShift(mina);
  await expect(talk(mina).getByText(/it is you and Ana\. This is a new conversation\./)).toBeVisible();
  await expect(mina.getByText('Only for Ben')).toHaveCount(0);

  await ana.context().setOffline(false);
  await expect(live(ana)).toBeVisible({ timeout: 30_000 });
  await expect(
    talk(ana).getByText(/it is you and Mina\. .* Mina cannot read what you and Ben wrote\./),
  ).toBeVisible();
  await expect(said(ana, 'Only for Ben')).toBeVisible();
  await expect(box(ana, 'Mina')).toHaveValue('Half a sentence');
  await box(ana, 'Mina').press('Enter');
  await expect(box(ana, 'Mina')).toHaveValue('Half a sentence');
  await expect(ana.getByText(/You wrote this for Ben, who has left\./)).toBeVisible();

  const refused = talk(ana).locator('.message', { hasText: 'Sent without a link' });
  await expect(refused.getByText(/Ben has left this shift and has not got this\./)).toBeVisible();
  await refused.getByRole('button', { name: 'Send it to Mina' }).click();
  await expect(said(mina, 'Sent without a link')).toBeVisible();
  await ana.getByRole('button', { name: 'Change it first' }).click();
  await expect(ana.getByText(/You wrote this for Ben/)).toBeHidden();
  await box(ana, 'Mina').press('Enter');
  await expect(said(mina, 'Half a sentence')).toBeVisible();
});

/** Ben goes home, and Lorna gives his place to Mina, whose page is opened after it. */
async function replaceBen(lorna: Page, ben: Page, open: () => Promise<Page>): Promise<Page> {
  const { address } = own.server;
  const seatOf = async (page: Page) => {
    const [cookie] = await page.context().cookies();
    return connectClient(address, `${cookie!.name}=${cookie!.value}`, 0, address);
  };
  const [manager, leaving] = [await seatOf(lorna), await seatOf(ben)];
  const shift = leaving.welcome.shifts.find(({ places }) => places.some(({ here }) => here))!;
  const mina = manager.welcome.people.find(({ firstName }) => firstName === 'Mina')!;
  expect(await leaving.send('presence:leave', { shiftId: shift.id })).toEqual({ ok: true });
  // Whatever the hour is, her next shift may begin within the hours of rest.
  const place = {
    shiftId: shift.id,
    place: 2 as const,
    personId: mina.id,
    despite: 'rest' as const,
    words: 'Ben is ill.',
  };
  expect(await manager.send('shift:place', place)).toEqual({ ok: true });
  for (const client of [manager, leaving]) client.leave();
  return open();
}

test('a manager is asked before somebody is taken off a shift they are in, and it ends for them at once', async ({
  browser,
}) => {
  const [ana, lorna] = [await signIn(browser, 'Ana'), await signIn(browser, 'Lorna')];
  await joinShift(ana);
  await lorna.goto('/rota');
  const place = lorna.getByRole('button', { name: /^Ana\. First place/ }).first();
  const nobody = lorna.getByRole('option', { name: /nobody/i });
  await place.click();
  await nobody.click();
  await expect(lorna.getByText(/Ana is in this shift now\. It ends for them at once/)).toBeVisible();
  await lorna.getByRole('button', { name: 'Leave it' }).click();
  await expect(place).toBeVisible();

  await place.click();
  await nobody.click();
  await lorna.getByRole('button', { name: 'Take Ana off' }).click();
  await expect(ana.getByRole('button', { name: 'Start a call' })).toBeHidden();
  await expect(lorna.getByRole('button', { name: /^nobody yet\. First place/ }).first()).toBeVisible();
});
