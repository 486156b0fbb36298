import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { newAuthenticator } from '../support/authenticator.ts';
import { newBrowser, type TestBrowser } from '../support/cookies.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';
import { expectOk, password } from '../support/helpline.ts';
import { origin } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

/** Anybody may have the password, and type it. */
async function typePassword(name: 'ana' | 'mo') {
  const browser = newBrowser(testServer.url);
  const answer = await browser.ask<object>('/api/sign-in', { email: helpline.emailOf(name), password });
  return { browser, answer };
}
const shown = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: testServer.clock.now().getTime() });
const newApp = (browser: TestBrowser) => browser.ask<{ secret: string }>('/api/me/app/begin');
const confirm = (browser: TestBrowser, secret: string) =>
  browser.post('/api/me/app/confirm', { code: shown(secret) });
async function newPasskey(browser: TestBrowser) {
  const options = await browser.ask<{ challenge: string }>('/api/me/passkeys/options');
  return { name: 'A phone', credential: newAuthenticator(origin).create(options) };
}

/** Ana has an app, and somebody else is asked for its code. */
async function askedForCode() {
  const { browser: ana } = await typePassword('ana');
  const { secret } = await newApp(ana);
  expect((await confirm(ana, secret)).status).toBe(200);
  testServer.clock.advance({ minutes: 0.5 });
  const { browser: other, answer } = await typePassword('ana');
  expect(answer).toEqual({ secondStep: true });
  const comesIn = () => other.post('/api/sign-in/second-step', { code: shown(secret) });
  return { ana, comesIn };
}

test('a password that was typed opens nothing once another one is chosen', async () => {
  const { ana, comesIn } = await askedForCode();
  await ana.ask('/api/me/password', { password: 'four lamps by the window' });
  expect((await comesIn()).status).toBe(404);
});

test('nor once its owner ends the other sign-ins', async () => {
  const { ana, comesIn } = await askedForCode();
  await ana.ask('/api/sign-ins/end-others');
  expect((await comesIn()).status).toBe(404);
});

test('nor once a manager ends all of them', async () => {
  const { comesIn } = await askedForCode();
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:endSignIns', { personId: helpline.ids.ana }));
  expect((await comesIn()).status).toBe(404);
});

test('once a manager has added an app, nobody else adds a passkey to come in with', async () => {
  const [{ browser: other, answer }, { browser: mo }] = [await typePassword('mo'), await typePassword('mo')];
  expect(answer).toEqual({ addFirst: true });
  const passkey = await newPasskey(other);
  const { secret } = await newApp(mo);
  expect((await confirm(mo, secret)).status).toBe(200);
  expect(await mo.me()).toBe(helpline.ids.mo);
  expect((await other.post('/api/me/passkeys', passkey)).status).toBe(401);
  expect((await other.post('/api/me/passkeys/options')).status).toBe(401);
  expect(await other.me()).toBeNull();
});

test('of two who add at the same moment one comes in', async () => {
  const [{ browser: other }, { browser: mo }] = [await typePassword('mo'), await typePassword('mo')];
  const passkeys = [await newPasskey(other), await newPasskey(mo)];
  const { sent } = await withHelplineLocked(testServer, helpline.id, async (waiting) => {
    const sent = [other, mo].map((browser, at) => browser.post('/api/me/passkeys', passkeys[at]));
    await waiting();
    return { sent };
  });
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 401]);
  expect([await other.me(), await mo.me()].filter((id) => id !== null)).toEqual([helpline.ids.mo]);
});
