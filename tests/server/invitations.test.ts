import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { expectOk, newId, password, post, refused } from '../support/helpline.ts';
import { newAuthenticator } from '../support/authenticator.ts';
import { newBrowser } from '../support/cookies.ts';
import { hashOf } from '../support/hash.ts';
import { origin } from '../support/test-server.ts';
import { connectClient, type Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
let mo: Client;
beforeEach(async () => {
  mo = await helpline.connect('mo');
});

const words = 'a green boat on the river';
const newSecret = () => randomBytes(32).toString('base64url');
const redeem = (secret: string, pass = words) =>
  post(testServer.url, '/api/invitations/redeem', { secret, password: pass });
const signIn = async (email: string, pass: string) =>
  (await post(testServer.url, '/api/sign-in', { email, password: pass })).status;

async function invited() {
  const secret = newSecret();
  const personId = newId();
  const email = `ida.${personId}@example.org`;
  await expectOk(
    mo.send('person:invite', {
      personId,
      firstName: 'Ida',
      email,
      roles: ['supporter'],
      secretHash: hashOf(secret),
    }),
  );
  return { secret, personId, email };
}
/** For somebody who has come in, nothing can be sent from here: Mo asks, and Nan hands it over. */
const handedTo = async (personId: string) => {
  const secret = newSecret();
  const nan = await helpline.connect('nan');
  await expectOk(mo.send('person:sendLink', { personId }));
  await expectOk(nan.send('person:showLink', { personId, secretHash: hashOf(secret) }));
  return secret;
};
const invitedAnew = async (personId: string) => {
  const secret = newSecret();
  await expectOk(mo.send('person:reinvite', { personId, secretHash: hashOf(secret) }));
  return secret;
};

test('a link sets the password, signs in, and shows as answered; there is none to sign in with before', async () => {
  const { secret, personId, email } = await invited();
  expect(await signIn(email, words)).toBe(401);
  const response = await redeem(secret);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ person: { id: personId, invitedAt: null } });
  const ida = await connectClient(testServer.url, response.headers.get('set-cookie')!.split(';')[0]!);
  expect(ida.me).toMatchObject({ id: personId, email });
  await mo.hears('person:changed', ({ id, invitedAt }) => id === personId && invitedAt === null);
  expect(await signIn(email, words)).toBe(200);
  ida.leave();
});

test('an address with an apostrophe is invited and signed in with, and one with an accent is refused in words', async () => {
  const [secret, personId] = [newSecret(), newId()];
  const ida = { personId, firstName: 'Ida', roles: ['supporter' as const], secretHash: hashOf(secret) };
  const email = `o'neil.${personId}@example.org`;
  expect(await mo.send('person:invite', { ...ida, email: `jörg.${personId}@example.org` })).toEqual(
    refused('malformed', /does not look like an e-mail address/),
  );
  await expectOk(mo.send('person:invite', { ...ida, email }));
  expect((await redeem(secret)).status).toBe(200);
  expect(await signIn(email, words)).toBe(200);
});

test('a link works once, also when it is used twice at the same moment', async () => {
  const { secret } = await invited();
  const both = await Promise.all([redeem(secret), redeem(secret)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  const again = await redeem(secret);
  expect(again.status).toBe(404);
  expect(await again.json()).toEqual({
    code: 'not-found',
    message: expect.stringContaining('new one') as string,
  });
});

test.each([undefined, 1, 14])(
  'a link works for three days, or for the days that are set: %s',
  async (days) => {
    if (days !== undefined) await expectOk(mo.send('helpline:change', { invitationDays: days }));
    const [early, late] = [await invited(), await invited()];
    const until = (await mo.hears('person:changed', ({ id }) => id === late.personId)).invitedUntil!;
    expect(Math.round((Date.parse(until) - testServer.clock.now().getTime()) / 3_600_000)).toBe(
      (days ?? 3) * 24,
    );
    testServer.clock.advance({ hours: (days ?? 3) * 24 - 1 });
    expect((await redeem(early.secret)).status).toBe(200);
    testServer.clock.advance({ hours: 2 });
    expect((await redeem(late.secret)).status).toBe(404);
  },
);

test('looking at a link, as a scanner does, does not use it up', async () => {
  const { secret } = await invited();
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    for (const path of [`/join`, `/join?${secret}`, '/api/invitations/redeem'])
      await fetch(testServer.url + path, { method });
  expect((await redeem(secret)).status).toBe(200);
});

test('a newer link makes the older one useless', async () => {
  const { secret, personId } = await invited();
  const newer = await invitedAnew(personId);
  expect((await redeem(secret)).status).toBe(404);
  expect((await redeem(newer)).status).toBe(200);
});

test('a password that is too short, or a secret that is none, leaves the link as it was', async () => {
  const { secret } = await invited();
  for (const pass of ['', 'a boat on lake', 'x'.repeat(15), 'a boat '.repeat(29)]) {
    const response = await redeem(secret, pass);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'malformed' });
  }
  expect((await redeem('secret')).status).toBe(400);
  expect((await redeem(newSecret())).status).toBe(404);
  expect((await redeem(hashOf(secret).slice(0, 43))).status).toBe(404);
  expect((await redeem(secret, 'a boat on a lake')).status).toBe(200);
});

test('a new password ends every older sign-in, and drops its pages at once', async () => {
  const cookie = await helpline.cookieOf('ana');
  const ana = await helpline.connect('ana', { cookie });
  const response = await redeem(await handedTo(helpline.ids.ana));
  await ana.hasLeft();
  await expect(helpline.connect('ana', { cookie })).rejects.toThrow('not-signed-in');
  const fresh = response.headers.get('set-cookie')!.split(';')[0]!;
  expect((await helpline.connect('ana', { cookie: fresh })).me.id).toBe(helpline.ids.ana);
  expect(await signIn(helpline.emailOf('ana'), password)).toBe(401);
  expect(await signIn(helpline.emailOf('ana'), words)).toBe(200);
});

test('with a link and a new passkey the old password goes on working, unless it is said to be lost', async () => {
  const comesIn = async (name: 'ana' | 'ben', lost: object) => {
    const secret = await handedTo(helpline.ids[name]);
    const browser = newBrowser(testServer.url);
    const options = await browser.ask<{ challenge: string }>('/api/invitations/passkey/options', { secret });
    const credential = newAuthenticator(origin).create(options);
    await browser.ask('/api/invitations/redeem-with-passkey', { secret, name: 'Phone', credential, lost });
    return signIn(helpline.emailOf(name), password);
  };
  expect(await comesIn('ana', {})).toBe(200);
  expect(await comesIn('ben', { password: true })).toBe(401);
});

test('the link of somebody suspended is void, also once they are let back in', async () => {
  const { secret, personId, email } = await invited();
  await expectOk(mo.send('person:suspend', { personId }));
  expect((await redeem(secret)).status).toBe(404);
  await expectOk(mo.send('person:restore', { personId }));
  expect((await redeem(secret)).status).toBe(404);
  expect((await redeem(await invitedAnew(personId))).status).toBe(200);
  expect(await signIn(email, words)).toBe(200);
});

test('two people cannot be given the same link', async () => {
  const { secret } = await invited();
  const { personId } = await invited();
  const same = { personId, secretHash: hashOf(secret) };
  expect(await mo.send('person:reinvite', same)).toEqual(refused('conflict'));
});
