import { expect, test, type Page } from '@playwright/test';
import { besideTheTrial } from './beside-the-trial.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { inviteSupporter, openPage, ownServer } from './people.ts';

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

const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'passkeys', screen);

test('from the invitation to the last passkey, without a password', async ({ browser }) => {
  const link = await inviteSupporter(browser, 'Noor', email);
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
