import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { authenticatorApps } from '#drizzle/schema/credentials';
import { pendingSteps } from '#drizzle/schema/sessions';
import type { Tx } from '#server/platform/database/db';
import { newAuthenticator } from '../support/authenticator.ts';
import { newBrowser, type TestBrowser } from '../support/cookies.ts';
import { eventually } from '../support/eventually.ts';
import { hashOf } from '../support/hash.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';
import { expectOk, password } from '../support/helpline.ts';
import { origin } from '../support/test-server.ts';
import { enoughForLocks } from '../support/database.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ connections: enoughForLocks });

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

/** What a sign-in with the right password is answered, if this happens after the password was checked. */
async function comingIn(name: 'ana' | 'ben', meanwhile: () => Promise<unknown>) {
  const browser = newBrowser(testServer.url);
  const { answer } = await testServer.db.transaction(async (tx) => {
    // What is written down of a right password waits for this.
    await tx.execute(sql`lock table known_places in share mode`);
    const answer = browser.post('/api/sign-in', { email: helpline.emailOf(name), password });
    await eventually(async () => {
      const waiting = await testServer.db.execute(sql`
        select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%known_places%'`);
      expect(waiting).toHaveLength(1);
    });
    await meanwhile();
    return { answer };
  });
  return [(await answer).status, await browser.me()];
}

test('nor does a password that was being checked, once another one is chosen or its owner is suspended', async () => {
  const { browser: ana } = await typePassword('ana');
  const mo = await helpline.connect('mo');
  expect(
    await comingIn('ana', () => ana.ask('/api/me/password', { password: 'four lamps by the window' })),
  ).toEqual([401, null]);
  const { ben } = helpline.ids;
  expect(await comingIn('ben', () => expectOk(mo.send('person:suspend', { personId: ben })))).toEqual([
    401,
    null,
  ]);
  await expectOk(mo.send('person:restore', { personId: ben }));
  expect(await comingIn('ben', () => Promise.resolve())).toEqual([200, ben]);
});

/** What is sent while something else of the helpline is under way, if this happens before its turn comes. */
async function beforeItsTurn(send: () => Promise<Response>, meanwhile: (tx: Tx) => Promise<unknown>) {
  const { sent } = await withHelplineLocked(testServer, helpline.id, async (waiting, tx) => {
    const sent = send();
    await waiting();
    await meanwhile(tx);
    return { sent };
  });
  return (await sent).status;
}

test('an app is turned on by a code of the secret that is shown, and not of one shown before', async () => {
  const { browser: ana } = await typePassword('ana');
  const { secret } = await newApp(ana);
  let shownSince = '';
  const confirmed = await beforeItsTurn(
    () => confirm(ana, secret),
    async () => ({ secret: shownSince } = await newApp(ana)),
  );
  expect(confirmed).toBe(409);
  testServer.clock.advance({ minutes: 0.5 });
  expect((await confirm(ana, shownSince)).status).toBe(200);
});

test('a short password is not taken once the app that it needs is turned off', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const { browser: ana } = await typePassword('ana');
  const [personId, secret] = [helpline.ids.ana, randomBytes(32).toString('base64url')];
  await expectOk(mo.send('person:sendLink', { personId }));
  await expectOk(nan.send('person:showLink', { personId, secretHash: hashOf(secret) }));
  const [short, long] = ['kelp & owl', 'four lamps by the window'];
  const link = newBrowser(testServer.url);
  const redeem = (chosen: string) => link.post('/api/invitations/redeem', { secret, password: chosen });
  for (const send of [() => ana.post('/api/me/password', { password: short }), () => redeem(short)]) {
    expect((await confirm(ana, (await newApp(ana)).secret)).status).toBe(200);
    const turnOff = (tx: Tx) => tx.delete(authenticatorApps).where(eq(authenticatorApps.personId, personId));
    expect(await beforeItsTurn(send, turnOff)).toBe(409);
    expect((await send()).status).toBe(400);
  }
  expect((await redeem(long)).status).toBe(200);
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
  const ofNewPasskey = and(eq(pendingSteps.kind, 'new-passkey'), eq(pendingSteps.personId, helpline.ids.mo));
  expect(await testServer.db.$count(pendingSteps, ofNewPasskey)).toBe(2);
  const { sent } = await withHelplineLocked(testServer, helpline.id, async () => {
    const sent = [other, mo].map((browser, at) => browser.post('/api/me/passkeys', passkeys[at]));
    await eventually(async () => {
      // Whoever has taken the challenge out has been let in as half signed in, and has only to wait their turn.
      expect(await testServer.db.$count(pendingSteps, ofNewPasskey)).toBe(0);
    });
    return { sent };
  });
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 401]);
  expect([await other.me(), await mo.me()].filter((id) => id !== null)).toEqual([helpline.ids.mo]);
});
