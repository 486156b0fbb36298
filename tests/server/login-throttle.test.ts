import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHelpline, password, post, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  testServer = await openTestServer({ trustProxy: 1 });
  helpline = await openHelpline(testServer);
});
afterAll(() => testServer.close());

const tryFrom = (place: string, email: string, pass: string) =>
  post(testServer.url, '/api/sign-in', { email, password: pass }, { 'x-forwarded-for': place });
const statuses = async (tries: Promise<Response>[]) => (await Promise.all(tries)).map(({ status }) => status);
const times = <Result>(count: number, work: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => work(index));

test('after ten wrong tries somebody has to wait, and the right person at another place gets in', async () => {
  const email = helpline.emailOf('ana');
  expect(await statuses(times(10, () => tryFrom('192.0.2.1', email, 'wrong')))).toEqual(times(10, () => 401));
  const late = await tryFrom('192.0.2.1', email, password);
  expect(late.status).toBe(429);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(3_000);
  expect(await late.json()).toEqual({
    code: 'too-fast',
    message: expect.stringMatching(/Wait \d+ minutes/) as string,
  });
  expect((await tryFrom('192.0.2.2', email, password)).status).toBe(200);
  expect((await tryFrom('192.0.2.1', helpline.emailOf('ben'), password)).status).toBe(200);
});

test('tries made at the same moment count like tries made one after the other', async () => {
  const email = helpline.emailOf('cai');
  const all = await statuses(times(30, () => tryFrom('192.0.2.3', email, 'wrong')));
  expect(all.filter((status) => status === 401)).toHaveLength(10);
  expect(all.filter((status) => status === 429)).toHaveLength(20);
});

test('signing in rightly wipes out the wrong tries before it', async () => {
  const email = helpline.emailOf('mo');
  await statuses(times(9, () => tryFrom('192.0.2.4', email, 'wrong')));
  expect((await tryFrom('192.0.2.4', email, password)).status).toBe(200);
  expect(await statuses(times(9, () => tryFrom('192.0.2.4', email, 'wrong')))).toEqual(times(9, () => 401));
});

test('sixty wrong tries from one place, at whatever addresses, close that place and no other', async () => {
  for (let round = 0; round < 6; round += 1)
    await statuses(times(10, (index) => tryFrom('192.0.2.5', `${round}.${index}@example.org`, 'wrong')));
  expect((await tryFrom('192.0.2.5', helpline.emailOf('nan'), password)).status).toBe(429);
  expect((await tryFrom('192.0.2.6', helpline.emailOf('nan'), password)).status).toBe(200);
});

test('where no proxy is expected, nobody can say that they are at another place', async () => {
  const bare = await openTestServer({ databaseUrl: testServer.databaseUrl });
  const from = (index: number) => ({ 'x-forwarded-for': `198.51.100.${index}` });
  const given = { email: helpline.emailOf('sue'), password: 'wrong' };
  const all = await statuses(times(11, (index) => post(bare.url, '/api/sign-in', given, from(index))));
  expect(all.sort()).toEqual([...times(10, () => 401), 429]);
  await bare.close();
});
