import { expect, test, type Browser, type Page } from '@playwright/test';
import { machineDate } from '../support/real-time.ts';
import { besideTheTrial } from './beside-the-trial.ts';
import { findings } from './findings.ts';
import { openPage, ownServer, signIn } from './people.ts';

const own = ownServer();
const email = 'noor@example.org';
const password = 'four lamps by the window';

async function invited(browser: Browser): Promise<string> {
  const lorna = await signIn(browser, 'Lorna');
  await lorna.goto('/people');
  await lorna.getByRole('button', { name: /^Invite/ }).click();
  await lorna.getByLabel('First name').fill('Noor');
  await lorna.getByLabel('E-mail address').fill(email);
  await lorna.getByRole('checkbox', { name: /supporter/i }).check();
  await lorna.getByRole('button', { name: 'Create invitation link' }).click();
  return lorna.getByLabel('One-time link').inputValue();
}

/** Pictures at the sizes and colours in which people see it, and nothing in anybody's way. */
async function look(page: Page, screen: string) {
  for (const [name, width, height, colorScheme] of [
    ['laptop', 1366, 650, 'light'],
    ['phone', 360, 640, 'light'],
    ['phone-night', 360, 640, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `test-results/sign-ins/${screen}-${name}.png`, animations: 'disabled' });
    expect(await findings(page), `${screen}, ${name}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const home = (page: Page) => page.getByRole('heading', { name: 'You are not on shift now' });
const sessionCookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'alongside');

test('Noor keeps one sign-in, sees both, and ends the other from here; a manager ends them all', async ({
  browser,
}) => {
  const link = await invited(browser);
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

    const lorna = await signIn(browser, 'Lorna');
    await lorna.goto('/people');
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
