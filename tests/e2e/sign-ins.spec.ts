import { expect, test, type Page } from '@playwright/test';
import { machineDate } from '../support/real-time.ts';
import { besideTheTrial } from './beside-the-trial.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { inviteSupporter, openPage, ownServer, signIn } from './people.ts';

const own = ownServer();
const email = 'noor@example.org';
const password = 'four lamps by the window';

const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'sign-ins', screen);

const home = (page: Page) => page.getByRole('heading', { name: 'You are not on shift now' });
const sessionCookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'alongside');

test('Noor keeps one sign-in, sees both, and ends the other from here; a manager ends them all', async ({
  browser,
}) => {
  const link = await inviteSupporter(browser, 'Noor', email);
  await besideTheTrial(own.server, async (address) => {
    const here = await openPage(browser);
    await here.goto(link.replace(own.server.address, address));
    await here.getByLabel('Password', { exact: true }).fill(password);
    await look(here, 'join');
    await here.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(home(here)).toBeVisible();
    expect((await sessionCookie(here))!.expires).toBe(-1);

    const phone = await openPage(browser);
    await phone.goto(address);
    await phone.getByLabel('E-mail address').fill(email);
    await phone.getByLabel('Password', { exact: true }).fill(password);
    await phone.getByRole('checkbox', { name: /^Keep me signed in here/ }).check();
    await expect(phone.getByText(/up to an hour at a time, until \w+/)).toBeVisible();
    await look(phone, 'keep');
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(home(phone)).toBeVisible();
    const { expires } = (await sessionCookie(phone))!;
    expect(Math.abs(expires - machineDate().getTime() / 1_000 - 16 * 3_600)).toBeLessThan(300);

    await here.goto(`${address}/how-i-sign-in`);
    await expect(here.getByText('(this one)')).toHaveCount(1);
    const others = here.getByRole('button', { name: /^End the sign-in of Chrome on Linux/ });
    await expect(others).toHaveCount(1);
    await others.scrollIntoViewIfNeeded();
    await look(here, 'where');
    await others.click();
    await expect(here.getByText('It is signed out.')).toBeVisible();
    await expect(others).toHaveCount(0);
    await expect(phone.getByRole('dialog', { name: 'You are signed out' })).toBeVisible();
    await expect(here.getByText(/^You ended other sign-ins of yours at /)).toBeVisible();
    await here.getByRole('button', { name: 'OK', exact: true }).click();

    const lorna = await signIn(browser, 'Lorna', { at: '/people' });
    await lorna.getByRole('button', { name: 'Change Noor' }).click();
    await lorna.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await look(lorna, 'manager');
    await lorna.getByRole('button', { name: 'Sign Noor out' }).click();
    await expect(lorna.getByRole('dialog')).toHaveCount(0);
    const again = here.getByRole('dialog', { name: 'You are signed out' });
    await again.getByLabel('Password', { exact: true }).fill(password);
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(again).toBeHidden();
    await expect(here.getByText(/^Lorna signed you out everywhere at /)).toBeVisible();
    for (const page of [here, phone]) await page.context().close();
  });
});
