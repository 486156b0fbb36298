import { expect, test, type Browser, type Page } from '@playwright/test';
import { besideTheTrial } from './beside-the-trial.ts';
import { findings } from './findings.ts';
import { openPage, ownServer, signIn } from './people.ts';

const own = ownServer();
const email = 'noor@example.org';

/** At its name, because an address in figures has no passkeys. */
const atItsName = (address: string) => address.replace('127.0.0.1', 'localhost');

/** A device that has a finger laid on it each time it asks. */
async function withDevice(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const add = async () =>
    (await devtools.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
  const first = await add();
  return {
    /** Puts another device in its place. */
    async another() {
      await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first });
      await add();
    },
  };
}

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
    await page.screenshot({ path: `test-results/passkeys/${screen}-${name}.png`, animations: 'disabled' });
    expect(await findings(page), `${screen}, ${name}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('from the invitation to the last passkey, without a password', async ({ browser }) => {
  const link = await invited(browser);
  await besideTheTrial(own.server, async (inFigures) => {
    const address = atItsName(inFigures);
    const noor = await openPage(browser);
    await noor.clock.install();
    const device = await withDevice(noor);
    await noor.goto(link.replace(own.server.address, address));
    await expect(noor.getByRole('heading', { name: 'Welcome, Noor' })).toBeVisible();
    await look(noor, 'join');
    await noor.getByRole('button', { name: 'Make a passkey', exact: true }).click();
    await expect(noor.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
    await expect(noor.getByRole('listitem')).toHaveCount(10);
    await look(noor, 'codes');
    await noor.getByRole('button', { name: 'I have them, go on' }).click();
    await expect(noor.getByRole('heading', { name: 'You are not on shift now' })).toBeVisible();

    await noor.getByRole('button', { name: /^Noor: my pages/ }).click();
    await noor.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(noor.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await look(noor, 'sign-in');
    await noor.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(noor.getByRole('heading', { name: 'You are not on shift now' })).toBeVisible();

    await noor.clock.fastForward('10:05');
    const lock = noor.getByRole('dialog', { name: 'The screen is locked' });
    await expect(lock.getByRole('button', { name: 'Use my passkey' })).toBeVisible();
    await expect(lock.getByLabel('Your password', { exact: true })).toHaveCount(0);
    await look(noor, 'locked');
    await lock.getByRole('button', { name: 'Use my passkey' }).click();
    await expect(lock).toBeHidden();

    await noor.goto(`${address}/how-i-sign-in`);
    await device.another();
    await noor.getByRole('button', { name: 'Add a passkey' }).click();
    await noor.getByLabel('Name of the passkey').fill('The laptop');
    await noor.getByRole('button', { name: 'Make a passkey' }).click();
    await expect(noor.getByRole('button', { name: 'Remove The laptop' })).toBeVisible();
    await look(noor, 'how-i-sign-in');
    await noor.getByRole('button', { name: 'Remove This computer' }).click();
    await noor.getByRole('button', { name: 'Remove it' }).click();
    await expect(noor.getByRole('button', { name: 'Remove This computer' })).toHaveCount(0);
    await noor.getByRole('button', { name: 'Remove The laptop' }).click();
    const last = noor.getByRole('dialog', { name: 'Remove “The laptop”?' });
    await expect(last).toContainText('This is the only way you can sign in.');
    await expect(last.getByRole('button', { name: 'Remove it' })).toHaveCount(0);
    await look(noor, 'last-passkey');
    await last.getByRole('button', { name: 'OK' }).click();
    await noor.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await expect(noor.getByRole('img', { name: /^Code to scan/ })).toBeVisible();
    await noor.getByRole('img', { name: /^Code to scan/ }).scrollIntoViewIfNeeded();
    await look(noor, 'app');
    await noor.context().close();
  });
});
