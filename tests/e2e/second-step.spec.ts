import { expect, test, type Browser, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { machineDate } from '../support/real-time.ts';
import { aside } from './aside.ts';
import { besideTheTrial } from './beside-the-trial.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { inviteSupporter, openPage, ownServer } from './people.ts';

const own = ownServer();
const email = 'noor@example.org';
const password = 'four lamps by the window';

const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'second-step', screen);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isIn = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible();

/** What the app shows, on a phone whose clock is ahead by so many seconds. */
const shown = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: machineDate().getTime() + ahead * 1_000,
  });

/** The page of somebody who has set a password by their link, and is in. */
async function useLink(browser: Browser, link: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(link);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Save and sign in');
  await isIn(page);
  return page;
}
async function typePassword(page: Page, address = email) {
  await page.getByLabel('E-mail address').fill(address);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
}
async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Noor: my pages/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

test('a manager adds a second step before going on, and from then on a code follows the password', async ({
  browser,
}) => {
  const link = await inviteSupporter(browser, 'Noor', email);
  await besideTheTrial(own.server, async (address) => {
    const noor = await useLink(browser, link.replace(own.server.address, address));
    await signOut(noor);
    await aside(own.server, (sql) => sql`update people set roles = '{manager}' where email = ${email}`);

    await typePassword(noor);
    await expect(noor.getByRole('heading', { name: 'One thing before you go on' })).toBeVisible();
    await look(noor, 'add-first');
    await press(noor, 'Set up an authenticator app');
    const secret = (await noor.locator('.secret').textContent())!.replaceAll(/\s/g, '');
    await look(noor, 'set-up');
    await noor.getByLabel('Six figures').fill(shown(secret));
    await press(noor, 'Turn it on');
    await expect(noor.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
    const code = (await noor.getByRole('listitem').first().textContent())!.trim();
    await press(noor, 'I have them, go on');
    await isIn(noor);
    await signOut(noor);

    await typePassword(noor);
    await expect(noor.getByRole('heading', { name: 'One more step' })).toBeVisible();
    const figures = noor.getByLabel('Six figures');
    await expect(figures).toBeFocused();
    await figures.fill(shown(secret, 120));
    await press(noor, 'Go on');
    await expect(
      noor.getByText(/^The clock of your phone may be wrong: this code is 2 minutes ahead/),
    ).toBeVisible();
    await look(noor, 'clock');
    await press(noor, 'Use a recovery code');
    const recovery = noor.getByLabel('Recovery code');
    await expect(recovery).toBeFocused();
    await recovery.fill('not-one-of-them');
    await press(noor, 'Go on');
    await expect(recovery).toHaveAttribute('aria-invalid', 'true');
    await look(noor, 'recovery-code');
    await recovery.fill(code);
    await press(noor, 'Go on');
    await isIn(noor);
    await signOut(noor);

    await typePassword(noor);
    await expect(figures).toBeFocused();
    await press(noor, 'Use a recovery code');
    await recovery.fill(code);
    await press(noor, 'Go on');
    await expect(recovery).toHaveAttribute('aria-invalid', 'true');
    await noor.context().close();
  });
});

test('whoever has the same address and password in two helplines chooses which', async ({ browser }) => {
  const link = await inviteSupporter(browser, 'Noor', 'noor2@example.org');
  await besideTheTrial(own.server, async (address) => {
    const noor = await useLink(browser, link.replace(own.server.address, address));
    await signOut(noor);
    await aside(own.server, async (sql) => {
      await sql`
        insert into helplines select (jsonb_populate_record(one, jsonb_build_object(
          'id', gen_random_uuid(), 'name', 'The Night Line of Greater Manchester and Salford'))).* from helplines one`;
      await sql`
        insert into people select (jsonb_populate_record(one, jsonb_build_object(
          'id', gen_random_uuid(), 'helpline_id', (select id from helplines where name like 'The Night Line of G%')))).*
        from people one where email = 'noor2@example.org'`;
    });

    await typePassword(noor, 'noor2@example.org');
    await expect(noor.getByRole('heading', { name: 'Which helpline?' })).toBeVisible();
    await look(noor, 'which-helpline');
    await press(noor, 'The Night Line of Greater Manchester and Salford');
    await isIn(noor);
    await noor.context().close();
  });
});
