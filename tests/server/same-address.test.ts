import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { hashPassword } from '#server/platform/auth/passwords';
import type { Client } from '../support/client.ts';
import { newAuthenticator } from '../support/authenticator.ts';
import { newBrowser } from '../support/cookies.ts';
import { newId, openHelpline, password, refused, type Helpline } from '../support/helpline.ts';
import { origin } from '../support/test-server.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

/** Ana is a supporter of two helplines on one server, with one e-mail address. */
const { testServer, helpline } = useHelplineEach();
let other: Helpline;
let email: string;
beforeEach(async () => {
  other = await openHelpline(testServer);
  email = helpline.emailOf('ana');
  await change(other.ids.ana, { email });
});

const change = (id: string, changed: Partial<typeof people.$inferInsert>) =>
  testServer.db.update(people).set(changed).where(eq(people.id, id));
const mo = (of: Helpline): Promise<Client> => of.connect('mo');
const invite = async (of: Helpline, address: string) =>
  (await mo(of)).send('person:invite', {
    personId: newId(),
    firstName: 'Ines',
    email: address,
    roles: ['supporter'],
    secretHash: newId().replaceAll('-', '').repeat(2),
  });

async function signIn(given: { password: string; helplineId?: string }) {
  const browser = newBrowser(testServer.url);
  const response = await browser.post('/api/sign-in', { email, ...given });
  const { helplines } = (await response.json()) as { helplines?: { id: string }[] };
  return { status: response.status, me: await browser.me(), asked: helplines?.map(({ id }) => id).sort() };
}

test('an address that another helpline uses is invited like any other, and one of one’s own is refused', async () => {
  expect(await invite(other, helpline.emailOf('ben'))).toEqual({ ok: true });
  expect(await invite(other, email)).toEqual(refused('conflict', /here already/));
});

test('the password decides which helpline one comes into', async () => {
  const words = 'two other lamps burning low';
  await change(other.ids.ana, { passwordHash: await hashPassword(words) });
  expect((await signIn({ password })).me).toBe(helpline.ids.ana);
  expect((await signIn({ password: words })).me).toBe(other.ids.ana);
  expect(await signIn({ password: 'neither the one nor the other' })).toMatchObject({
    status: 401,
    me: null,
  });
});

test('where both have the same password, one is asked which, and is in neither before', async () => {
  const both = [helpline.id, other.id].sort();
  expect(await signIn({ password })).toEqual({ status: 200, me: null, asked: both });
  for (const one of [helpline, other])
    expect((await signIn({ password, helplineId: one.id })).me).toBe(one.ids.ana);
  expect(await signIn({ password, helplineId: newId() })).toMatchObject({ status: 401, me: null });
});

test('suspended in one, one comes into the other without being asked', async () => {
  await change(helpline.ids.ana, { suspendedAt: testServer.clock.now() });
  expect((await signIn({ password })).me).toBe(other.ids.ana);
  expect((await signIn({ password, helplineId: helpline.id })).status).toBe(401);
});

test('one’s own password, or passkey, does not let one go on guessing that of the other with the same address', async () => {
  const words = 'two other lamps burning low';
  await change(other.ids.ana, { passwordHash: await hashPassword(words) });
  const guess = async () => (await signIn({ password: 'not this one at all' })).status;
  for (let tries = 0; tries < 3; tries += 1) expect(await guess()).toBe(401);
  const theirs = newBrowser(testServer.url);
  await theirs.ask('/api/sign-in', { email, password: words });
  const device = newAuthenticator(origin);
  const made = device.create(await theirs.ask('/api/me/passkeys/options'));
  await theirs.ask('/api/me/passkeys', { name: 'My phone', credential: made });
  const again = newBrowser(testServer.url);
  const options = await again.ask<{ challenge: string }>('/api/sign-in/passkey/options');
  await again.ask('/api/sign-in/passkey', { credential: device.get(options) });
  expect(await guess()).toBe(401);
  expect(await guess()).toBe(429);
});

test('a password that opens both ends what was counted, as it does for an address that is used once', async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 3; tries += 1)
      expect((await signIn({ password: 'not this one at all' })).status).toBe(401);
    expect((await signIn({ password, helplineId: other.id })).me).toBe(other.ids.ana);
  }
});
