import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { newAuthenticator } from '../support/authenticator.ts';
import { hashOf } from '../support/hash.ts';
import { newBrowser, type TestBrowser } from '../support/cookies.ts';
import { expectOk, newId, password } from '../support/helpline.ts';
import { origin } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
type Keep = { keep?: boolean };
type Made = { codes: string[] };
type Options = { challenge: string };

const shown = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: testServer.clock.now().getTime() });

async function typePassword(browser: TestBrowser, name: 'ana' | 'mo', keep: Keep = {}) {
  return browser.post('/api/sign-in', { email: helpline.emailOf(name), password, ...keep });
}
async function turnOn(browser: TestBrowser) {
  const { secret } = await browser.ask<{ secret: string }>('/api/me/app/begin');
  const response = await browser.post('/api/me/app/confirm', { code: shown(secret) });
  testServer.clock.advance({ minutes: 0.5 });
  return { secret, response };
}
async function linkForIda() {
  const secret = randomBytes(32).toString('base64url');
  const personId = newId();
  const secretHash = hashOf(secret);
  const person = { firstName: 'Ida', email: `${personId}@example.org`, roles: ['supporter' as const] };
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:invite', { personId, ...person, secretHash }));
  return secret;
}

/** Each way of signing in; resolves to the answer that brings the cookie. */
const ways: Record<string, (browser: TestBrowser, keep: Keep) => Promise<Response>> = {
  'a password': (browser, keep) => typePassword(browser, 'ana', keep),
  async 'a password and the app'(browser, keep) {
    const ana = newBrowser(testServer.url);
    await typePassword(ana, 'ana');
    const { secret } = await turnOn(ana);
    await typePassword(browser, 'ana', keep);
    return browser.post('/api/sign-in/second-step', { code: shown(secret) });
  },
  async 'a password alone, after which a manager adds the app'(browser, keep) {
    await typePassword(browser, 'mo', keep);
    return (await turnOn(browser)).response;
  },
  async 'a recovery code'(browser, keep) {
    const ana = newBrowser(testServer.url);
    await typePassword(ana, 'ana');
    const { codes } = await ana.ask<Made>('/api/me/recovery-codes');
    await testServer.db.update(people).set({ passwordHash: null }).where(eq(people.id, helpline.ids.ana));
    const given = { email: helpline.emailOf('ana'), recoveryCode: codes[0] };
    return browser.post('/api/sign-in/recovery', { ...given, ...keep });
  },
  async 'a passkey'(browser, keep) {
    const ana = newBrowser(testServer.url);
    await typePassword(ana, 'ana');
    const device = newAuthenticator(origin);
    const toMake = await ana.ask<Options>('/api/me/passkeys/options');
    await ana.ask('/api/me/passkeys', { name: 'This phone', credential: device.create(toMake) });
    const options = await browser.ask<Options>('/api/sign-in/passkey/options');
    return browser.post('/api/sign-in/passkey', { credential: device.get(options), ...keep });
  },
  async 'a link and a new password'(browser, keep) {
    const secret = await linkForIda();
    return browser.post('/api/invitations/redeem', { secret, password, ...keep });
  },
  async 'a link and a new passkey'(browser, keep) {
    const secret = await linkForIda();
    const options = await browser.ask<Options>('/api/invitations/passkey/options', { secret });
    const credential = newAuthenticator(origin).create(options);
    const given = { secret, name: 'This phone', credential };
    return browser.post('/api/invitations/redeem-with-passkey', { ...given, ...keep });
  },
};

describe.each(Object.entries(ways))('signing in with %s', (_way, comeIn) => {
  const cookieFor = async (keep: Keep) => {
    const browser = newBrowser(testServer.url);
    const response = await comeIn(browser, keep);
    expect(response.status).toBe(200);
    expect(await browser.me()).not.toBeNull();
    return response.headers.getSetCookie().find((cookie) => cookie.startsWith('alongside='))!;
  };

  test.each([{}, { keep: false }])('ends with the browser: %j', async (keep) => {
    expect(await cookieFor(keep)).not.toMatch(/max-age|expires/i);
  });

  test('outlasts the browser where that was wished, for as long as the sign-in lasts at most', async () => {
    expect(await cookieFor({ keep: true })).toMatch(/; Max-Age=57600(;|$)/);
  });
});

test('whether it was wished has to be said by yes or no', async () => {
  const browser = newBrowser(testServer.url);
  const given = { email: helpline.emailOf('ana'), password, keep: 'always' };
  expect((await browser.post('/api/sign-in', given)).status).toBe(400);
});
