import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { newAuthenticator, type Authenticator } from '../support/authenticator.ts';
import { newBrowser, type TestBrowser } from '../support/cookies.ts';
import { expectOk, newId, password } from '../support/helpline.ts';
import { openTestServer, origin } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
type Ways = { passkeys: { id: string; name: string; lastUsedAt: string | null }[] };
type Options = { challenge: string };

const signedIn = async (name: 'ana' | 'ben' = 'ana') => {
  const browser = newBrowser(testServer.url);
  await browser.ask('/api/sign-in', { email: helpline.emailOf(name), password });
  return browser;
};
async function add(browser: TestBrowser, name = 'This phone', how = {}) {
  const device = newAuthenticator(origin);
  const options = await browser.ask<Options>('/api/me/passkeys/options');
  const response = await browser.post('/api/me/passkeys', { name, credential: device.create(options, how) });
  return { device, response };
}
async function signIn(device: Authenticator, how = {}, browser = newBrowser(testServer.url)) {
  const options = await browser.ask<Options>('/api/sign-in/passkey/options');
  const response = await browser.post('/api/sign-in/passkey', { credential: device.get(options, how) });
  return { browser, response };
}
const message = (words: string) => ({
  code: expect.any(String) as string,
  message: expect.stringContaining(words) as string,
});

test('a passkey is added, signs in without an e-mail address, and comes with ten codes once', async () => {
  const ana = await signedIn();
  const { device, response } = await add(ana);
  expect(response.status).toBe(200);
  const added = (await response.json()) as { ways: Ways; codes: string[] };
  expect(added.ways.passkeys).toMatchObject([{ name: 'This phone', lastUsedAt: null }]);
  expect(new Set(added.codes).size).toBe(10);

  const { browser, response: let_in } = await signIn(device);
  expect(let_in.status).toBe(200);
  expect(await browser.me()).toBe(helpline.ids.ana);
  const { passkeys } = await browser.get<Ways>('/api/me/ways');
  expect(passkeys[0]!.lastUsedAt).toBe(testServer.clock.now().toISOString());
  const second = await add(ana, 'The laptop');
  expect(((await second.response.json()) as { codes: string[] }).codes).toEqual([]);
});

test('what a browser made for another page, another challenge or without a finger is refused', async () => {
  const ana = await signedIn();
  const elsewhere = await add(ana, 'x', { from: 'https://example.org' });
  expect(elsewhere.response.status).toBe(409);
  expect((await add(ana, 'x', { verified: false })).response.status).toBe(409);
  const device = newAuthenticator(origin);
  const { challenge } = await ana.ask<Options>('/api/me/passkeys/options');
  await ana.ask('/api/me/passkeys/options');
  const late = await ana.post('/api/me/passkeys', { name: 'x', credential: device.create({ challenge }) });
  expect(late.status).toBe(409);
  expect(await late.json()).toEqual(message('Nothing has changed'));

  const { device: good } = await add(ana);
  expect((await signIn(good, { from: 'https://example.org' })).response.status).toBe(401);
  expect((await signIn(good, { verified: false })).response.status).toBe(401);
  expect((await signIn(newAuthenticator(origin))).response.status).toBe(401);
  expect((await signIn(good)).response.status).toBe(200);
});

test('a challenge works once, for five minutes, in the browser that asked for it', async () => {
  const { device } = await add(await signedIn());
  const browser = newBrowser(testServer.url);
  const options = await browser.ask<Options>('/api/sign-in/passkey/options');
  const credential = device.get(options);
  expect((await newBrowser(testServer.url).post('/api/sign-in/passkey', { credential })).status).toBe(401);
  expect((await browser.post('/api/sign-in/passkey', { credential })).status).toBe(200);
  expect((await browser.post('/api/sign-in/passkey', { credential })).status).toBe(401);

  const slow = newBrowser(testServer.url);
  const old = await slow.ask<Options>('/api/sign-in/passkey/options');
  testServer.clock.advance({ minutes: 6 });
  expect((await slow.post('/api/sign-in/passkey', { credential: device.get(old) })).status).toBe(401);
});

test('a challenge begun at one server is finished at another', async () => {
  const { device } = await add(await signedIn());
  const other = await openTestServer({ databaseUrl: testServer.databaseUrl });
  try {
    other.clock.advance({
      hours: (testServer.clock.now().getTime() - other.clock.now().getTime()) / 3_600_000,
    });
    const here = newBrowser(testServer.url);
    const options = await here.ask<Options>('/api/sign-in/passkey/options');
    const there = newBrowser(other.url);
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    expect((await there.post('/api/sign-in/passkey', { credential: device.get(options) })).status).toBe(200);
  } finally {
    await other.close();
  }
});

test('a copy of a device, whose counter goes back, is refused', async () => {
  const { device } = await add(await signedIn());
  expect((await signIn(device, { counts: 7 })).response.status).toBe(200);
  expect((await signIn(device, { counts: 7 })).response.status).toBe(401);
  expect((await signIn(device, { counts: 8 })).response.status).toBe(200);
});

test('the passkey of somebody suspended opens nothing, in the words for one that is not known', async () => {
  const { device } = await add(await signedIn('ben'));
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
  const [one, other] = [await signIn(device), await signIn(newAuthenticator(origin))];
  expect(one.response.status).toBe(401);
  expect(await one.response.text()).toBe(await other.response.text());
});

test('a screen is unlocked with one’s own passkey, and with no other', async () => {
  const ana = await signedIn();
  const { device } = await add(ana);
  const { device: bens } = await add(await signedIn('ben'));
  for (const [whose, status] of [
    [device, 204],
    [bens, 401],
  ] as const) {
    const options = await ana.ask<Options & { allowCredentials: { id: string }[] }>(
      '/api/unlock/passkey/options',
    );
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([device.id]);
    const unlocked = await ana.post('/api/unlock/passkey', { credential: whose.get(options) });
    expect(unlocked.status).toBe(status);
  }
  const cai = newBrowser(testServer.url);
  await cai.ask('/api/sign-in', { email: helpline.emailOf('cai'), password });
  const none = await cai.post('/api/unlock/passkey/options');
  expect([none.status, await none.json()]).toEqual([409, message('Type your password')]);
  expect((await newBrowser(testServer.url).post('/api/unlock/passkey/options')).status).toBe(401);
});

test('passkeys are renamed and removed by their owner alone; the last way in stays', async () => {
  const [ana, ben] = [await signedIn(), await signedIn('ben')];
  const { response } = await add(ana);
  const { ways } = (await response.json()) as { ways: Ways };
  const passkeyId = ways.passkeys[0]!.id;
  expect((await ben.post('/api/me/passkeys/rename', { passkeyId, name: 'Mine' })).status).toBe(404);
  expect((await ben.post('/api/me/passkeys/remove', { passkeyId })).status).toBe(404);
  expect((await ana.post('/api/me/passkeys/rename', { passkeyId, name: ' ' })).status).toBe(400);
  const renamed = await ana.ask<Ways>('/api/me/passkeys/rename', { passkeyId, name: 'The old phone' });
  expect(renamed.passkeys).toMatchObject([{ name: 'The old phone' }]);

  await testServer.db.update(people).set({ passwordHash: null }).where(eq(people.id, helpline.ids.ana));
  const last = await ana.post('/api/me/passkeys/remove', { passkeyId });
  expect([last.status, await last.json()]).toEqual([409, message('Add another passkey or a password first')]);
  await add(ana, 'The laptop');
  const left = await ana.ask<Ways>('/api/me/passkeys/remove', { passkeyId });
  expect(left.passkeys).toMatchObject([{ name: 'The laptop' }]);
});

test('changing how one signs in takes a passkey or the password within five minutes', async () => {
  const ana = await signedIn();
  testServer.clock.advance({ minutes: 6 });
  for (const path of [
    '/api/me/passkeys/options',
    '/api/me/password',
    '/api/me/app/begin',
    '/api/me/recovery-codes',
  ]) {
    const refused = await ana.post(path, { password });
    expect([refused.status, await refused.json()]).toEqual([428, message('Show first that it is you')]);
  }
  await ana.ask('/api/unlock', { password });
  expect((await add(ana)).response.status).toBe(200);
  expect((await newBrowser(testServer.url).post('/api/me/passkeys/options')).status).toBe(401);
});

test('each change is told to the person and to nobody else', async () => {
  const [page, mo] = [await helpline.connect('ana'), await helpline.connect('mo')];
  await add(await signedIn());
  expect(await page.hears('update:changed')).toMatchObject({ kind: 'passkey-added', by: helpline.ids.ana });
  expect(await mo.hasHeard('update:changed')).toBe(false);
});

test.each([[{}], [{ credential: null }], [{ credential: { id: newId() } }], [{ credential: 'x', more: 1 }]])(
  'a body that is no passkey is refused: %j',
  async (body) => {
    const browser = newBrowser(testServer.url);
    await browser.ask('/api/sign-in/passkey/options');
    expect((await browser.post('/api/sign-in/passkey', body)).status).toBe(400);
  },
);

test('at an address in figures there are no passkeys, and it says so', async () => {
  const bare = await openTestServer({ databaseUrl: testServer.databaseUrl, origins: ['http://127.0.0.1:1'] });
  const response = await fetch(`${bare.url}/api/sign-in/passkey/options`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:1', 'content-type': 'application/json' },
    body: '{}',
  });
  expect([response.status, await response.json()]).toEqual([409, message('by name')]);
  await bare.close();
});

test('sixty sign-ins a minute may be begun from one network, and then one waits', async () => {
  const fresh = await openTestServer();
  const begin = async () => (await newBrowser(fresh.url).post('/api/sign-in/passkey/options')).status;
  const all = await Promise.all(Array.from({ length: 61 }, begin));
  expect(all.filter((status) => status === 200)).toHaveLength(60);
  expect(all.filter((status) => status === 429)).toHaveLength(1);
  fresh.clock.advance({ minutes: 1 });
  expect(await begin()).toBe(200);
  await fresh.close();
});
