import { expect, test, type Page } from '@playwright/test';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, signIn } from './people.ts';

ownServer();
const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'history', screen);
const lines = (page: Page) => page.getByRole('main').getByRole('listitem');

test('Ana reads from My details what happened to her account, with the keyboard', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', { at: '/profile' });
  const link = ana.getByRole('link', { name: 'Look at what happened' });
  await link.scrollIntoViewIfNeeded();
  await look(ana, 'my-details');
  await link.focus();
  await ana.keyboard.press('Enter');
  await expect(ana.getByRole('heading', { level: 1 })).toHaveText('What happened to my account');
  await expect(lines(ana).first()).toContainText('You signed in.');
  await look(ana, 'mine');

  await ana.goto('/helpline-history');
  await expect(ana.getByRole('heading', { level: 1 })).toHaveText('This list is for managers');
});

test('Lorna reads from the settings what was changed, and by whom', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna', { at: '/helpline-history' });
  await expect(lorna.getByText('Nothing yet.')).toBeVisible();
  await look(lorna, 'nothing-yet');

  await lorna.goto('/people');
  const change = (what: string) =>
    lorna
      .getByRole('button', { name: 'Change Ben' })
      .click()
      .then(() => lorna.getByRole('menuitem', { name: what }).click());
  await change('Suspend');
  await lorna.getByRole('button', { name: 'Suspend Ben' }).click();
  await expect(lorna.getByRole('dialog')).toHaveCount(0);
  await change('Let back in');
  await expect(lorna.getByText(/^Suspended/)).toHaveCount(0);
  await lorna.goto('/helpline');
  const link = lorna.getByRole('link', { name: 'Look at what was changed' });
  await link.scrollIntoViewIfNeeded();
  await look(lorna, 'settings');
  await link.click();
  await expect(lines(lorna)).toHaveText([/You let Ben back in\./, /You suspended Ben\./]);
  await look(lorna, 'helpline');
});

test('what cannot be fetched says so and can be tried again', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  await ana.route('**/api/audit/mine', (route) => route.abort());
  await ana.goto('/my-history');
  const trouble = ana.getByRole('main').getByRole('alert');
  await expect(trouble).toContainText('cannot be reached');
  await ana.unroute('**/api/audit/mine');
  await ana.getByRole('button', { name: 'Try again' }).click();
  await expect(lines(ana).first()).toContainText('You signed in.');
  await expect(trouble).toHaveCount(0);
});
