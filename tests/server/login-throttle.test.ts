import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAuthenticator, type Authenticator } from '../support/authenticator.ts';
import { newBrowser } from '../support/cookies.ts';
import { openHelpline, password, post, type Helpline } from '../support/helpline.ts';
import { openTestServer, origin, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  testServer = await openTestServer({ trustProxy: 1 });
  helpline = await openHelpline(testServer);
});
afterAll(() => testServer.close());

const tryFrom = (place: string, email: string, pass: string, url = testServer.url) =>
  post(url, '/api/sign-in', { email, password: pass }, { 'x-forwarded-for': place });
const statuses = async (tries: Promise<Response>[]) => (await Promise.all(tries)).map(({ status }) => status);
const times = <Result>(count: number, work: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => work(index));

test('after five wrong tries somebody has to wait for seconds, and the right person at another place gets in', async () => {
  const email = helpline.emailOf('ana');
  expect(await statuses(times(5, () => tryFrom('192.0.2.1', email, 'wrong')))).toEqual(times(5, () => 401));
  const late = await tryFrom('192.0.2.1', email, password);
  expect(late.status).toBe(429);
  expect(late.headers.get('retry-after')).toBe('1');
  expect(await late.json()).toEqual({
    code: 'too-fast',
    message: 'That was tried too often. Wait a second, then try again.',
  });
  expect((await tryFrom('192.0.2.2', email, password)).status).toBe(200);
  expect((await tryFrom('192.0.2.1', helpline.emailOf('ben'), password)).status).toBe(200);
  testServer.clock.advance({ seconds: 1 });
  expect((await tryFrom('192.0.2.1', email, password)).status).toBe(200);
});

test('the wait doubles with each further try, to a minute and no more, and the right password ends it', async () => {
  const email = helpline.emailOf('mo');
  await statuses(times(5, () => tryFrom('192.0.2.4', email, 'wrong')));
  const waits: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const refused = await tryFrom('192.0.2.4', email, password);
    const wait = Number(refused.headers.get('retry-after'));
    waits.push(wait);
    testServer.clock.advance({ seconds: wait });
    if (round < 8) expect((await tryFrom('192.0.2.4', email, 'wrong')).status).toBe(401);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect((await tryFrom('192.0.2.4', email, password)).status).toBe(200);
  expect(await statuses(times(5, () => tryFrom('192.0.2.4', email, 'wrong')))).toEqual(times(5, () => 401));
});

test('tries made at the same moment, at two servers, count like tries made one after the other', async () => {
  const clock = testServer.clock;
  const secondServer = await openTestServer({ databaseUrl: testServer.databaseUrl, trustProxy: 1, clock });
  const email = helpline.emailOf('cai');
  const url = (index: number) => (index % 2 ? secondServer.url : testServer.url);
  const all = await statuses(times(16, (index) => tryFrom('192.0.2.3', email, 'wrong', url(index))));
  expect(all.filter((status) => status === 401)).toHaveLength(5);
  expect(all.filter((status) => status === 429)).toHaveLength(11);
  expect((await tryFrom('192.0.2.33', email, password, secondServer.url)).status).toBe(200);
  await secondServer.close();
});

test('thirty wrong tries from one network make strangers there wait, and nobody who has signed in from it before', async () => {
  expect((await tryFrom('192.0.2.5', helpline.emailOf('ben'), password)).status).toBe(200);
  for (let round = 0; round < 3; round += 1)
    await statuses(times(10, (index) => tryFrom('192.0.2.5', `${round}.${index}@example.org`, 'wrong')));
  expect((await tryFrom('192.0.2.5', helpline.emailOf('nan'), password)).status).toBe(429);
  expect((await tryFrom('192.0.2.6', helpline.emailOf('nan'), password)).status).toBe(200);
  expect((await tryFrom('192.0.2.5', helpline.emailOf('ben'), 'wrong')).status).toBe(401);
  expect((await tryFrom('192.0.2.5', helpline.emailOf('ben'), password)).status).toBe(200);
  testServer.clock.advance({ seconds: 1 });
  expect((await tryFrom('192.0.2.5', helpline.emailOf('nan'), password)).status).toBe(200);
});

test('nonsense in place of a passkey makes nobody wait who has one, on the same network', async () => {
  const place = '192.0.2.8';
  const [device, browser] = [newAuthenticator(origin), newBrowser(testServer.url, place)];
  await browser.ask('/api/sign-in', { email: helpline.emailOf('ana'), password });
  const made = device.create(await browser.ask('/api/me/passkeys/options'));
  await browser.ask('/api/me/passkeys', { name: 'Phone', credential: made });
  const signIn = async (passkey: Authenticator) => {
    const another = newBrowser(testServer.url, place);
    const options = await another.ask<{ challenge: string }>('/api/sign-in/passkey/options');
    return (await another.post('/api/sign-in/passkey', { credential: passkey.get(options) })).status;
  };
  const unknown = newAuthenticator(origin);
  for (const status of [...times(5, () => 401), 429]) expect(await signIn(unknown)).toBe(status);
  expect(await signIn(device)).toBe(200);
});

test('where no proxy is expected, nobody can say that they are at another place', async () => {
  const bare = await openTestServer({ databaseUrl: testServer.databaseUrl });
  const from = (index: number) => ({ 'x-forwarded-for': `198.51.100.${index}` });
  const given = { email: helpline.emailOf('sue'), password: 'wrong' };
  const all = await statuses(times(6, (index) => post(bare.url, '/api/sign-in', given, from(index))));
  expect(all.sort()).toEqual([...times(5, () => 401), 429]);
  await bare.close();
});

test('whoever moves within a network of IPv6 stays the same, and the next network is another', async () => {
  const email = helpline.emailOf('nan');
  const all = await statuses(times(6, (index) => tryFrom(`2001:db8:0:7::${index}:1`, email, 'wrong')));
  expect(all.sort()).toEqual([...times(5, () => 401), 429]);
  expect((await tryFrom('2001:db8:0:8::1', email, password)).status).toBe(200);
});

test('a burst at one moment is turned away beyond twenty that wait, and whoever is known there goes first', async () => {
  const email = helpline.emailOf('ben');
  expect((await tryFrom('203.0.113.99', email, password)).status).toBe(200);
  const burst = times(60, (index) => tryFrom(`203.0.113.${index}`, `${index}@example.org`, 'wrong'));
  const known = await tryFrom('203.0.113.99', email, password);
  const answers = await Promise.all(burst);
  expect(known.status).toBe(200);
  const busy = answers.filter(({ status }) => status === 429);
  for (const answer of busy) expect(answer.headers.get('retry-after')).toBe('5');
  expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(22);
});

test('nothing of who tried from where can be read in the database, and a night later nothing is left', async () => {
  await tryFrom('192.0.2.77', 'somebody.particular@example.org', 'wrong');
  const read = async () => {
    const rows = await testServer.db.execute<{ row: string }>(
      sql`select t::text as row from sign_in_tries t union all select p::text from known_places p`,
    );
    return rows.map(({ row }) => row).join('\n');
  };
  expect(await read()).toMatch(/^\([0-9a-f]{32},/);
  expect(await read()).not.toMatch(/particular|example|192\.0\.2|::/);
  testServer.clock.advance({ days: 91 });
  await testServer.jobs.run('maintenance');
  expect(await read()).toBe('');
});
