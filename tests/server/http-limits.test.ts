import { expect, test } from 'vitest';
import { openLimit } from '#server/platform/rate-limit';
import { question } from '../support/feedback.ts';
import { expectOk, newId, password, post } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const propose = (cookie: string) => post(testServer.url, '/api/feedback/questions', question(), { cookie });

test('one sign-in changes something sixty times a minute over HTTP, by whatever way, and neither another person nor another sign-in of theirs waits for it', async () => {
  const { ana } = await helpline.pair();
  const [cookie, another] = [await helpline.cookieOf('ben'), await helpline.cookieOf('cai')];
  for (let tens = 1; tens <= 6; tens += 1) {
    const ten = await Promise.all(Array.from({ length: 10 }, () => propose(cookie)));
    expect(ten.filter(({ status }) => status === 200)).toHaveLength(10);
  }
  const refused = await propose(cookie);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await refused.json()).toMatchObject({ code: 'too-fast' });
  for (const path of ['/api/unlock', '/api/me/recovery-codes', '/api/sign-ins/end-others'])
    expect([path, (await post(testServer.url, path, { password }, { cookie })).status]).toEqual([path, 429]);
  const owner = { cookie: await helpline.cookieOf('ben') };
  expect((await post(testServer.url, '/api/unlock', { password }, owner)).status).toBe(204);
  expect((await fetch(`${testServer.url}/api/feedback`, { headers: { cookie } })).status).toBe(200);
  expect((await propose(another)).status).toBe(200);
  await expectOk(ana.send('call:start', { callId: newId() }));
  testServer.clock.advance({ minutes: 1 });
  expect((await propose(cookie)).status).toBe(200);
});

test('where the clock is set back, nobody waits longer than the time of the limit', () => {
  let now = 0;
  const limit = openLimit({ most: 1, perMs: 60_000, now: () => now });
  expect([limit.allows('ana'), limit.allows('ana')]).toEqual([true, false]);
  now -= 30 * 60_000;
  expect(limit.isOver('ana')).toBe(false);
  expect([limit.allows('ana'), limit.allows('ana')]).toEqual([true, false]);
  now += 60_000;
  expect(limit.allows('ana')).toBe(true);
});
