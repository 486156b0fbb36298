import { expect, test, type Page } from '@playwright/test';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

const own = ownServer();
const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'calendar', screen);

/** What a calendar gets: it has no cookie. */
async function fetched(address: string) {
  const answer = await fetch(address);
  return { status: answer.status, text: await answer.text() };
}

test('a link puts one’s shifts into a calendar; a new one stops the old one, and it can be ended', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', { ...phone, at: '/rota' });
  await ana.getByRole('link', { name: 'My shifts in my own calendar' }).click();
  await expect(ana.getByRole('heading', { name: 'My calendar' })).toBeVisible();
  await look(ana, 'none');
  await ana.getByRole('button', { name: 'Make my link' }).click();
  const link = ana.getByLabel('Your calendar link');
  const first = await link.inputValue();
  expect(first.startsWith(own.server.address)).toBe(true);
  const calendar = await fetched(first);
  expect(calendar.status).toBe(200);
  expect(calendar.text).toContain('SUMMARY:Alongside');
  expect(calendar.text).not.toMatch(/Ana|Ben/);
  await look(ana, 'made');
  await ana.getByRole('button', { name: 'Copy the link' }).click();
  await expect(ana.getByText(/^(Copied|It could not be copied)/)).toBeVisible();

  await ana.getByRole('button', { name: 'Make a new link' }).click();
  await expect(ana.getByText('The old one has stopped working.')).toBeVisible();
  const second = await link.inputValue();
  expect([(await fetched(first)).status, (await fetched(second)).status]).toEqual([404, 200]);

  await ana.reload();
  await expect(ana.getByText('It is not kept here, so it cannot be shown again.')).toBeVisible();
  await expect(link).toHaveCount(0);
  await look(ana, 'later');
  await ana.getByRole('button', { name: 'End my link' }).click();
  await expect(ana.getByText('Your link has stopped working.')).toBeVisible();
  expect((await fetched(second)).status).toBe(404);
  await expect(ana.getByRole('button', { name: 'Make my link' })).toBeVisible();
});

test('that one’s next shift comes is told by the ways that one chooses', async ({ browser }) => {
  const ben = await signIn(browser, 'Ben', { at: '/reach' });
  const kind = ben.getByRole('group', { name: /^Your next shift comes/ });
  const device = kind.getByRole('checkbox', { name: 'Devices' });
  await expect(device).toBeChecked();
  await device.uncheck();
  await ben.reload();
  await expect(device).not.toBeChecked();
});
