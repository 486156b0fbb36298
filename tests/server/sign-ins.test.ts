import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { sessions } from '#drizzle/schema/sessions';
import { password, post } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const stands = async (cookie: string) =>
  (
    (await (await fetch(`${testServer.url}/api/me`, { headers: { cookie } })).json()) as {
      person: object | null;
    }
  ).person !== null;

test('without a page open, a sign-in ends an hour after it was last used', async () => {
  const cookie = await helpline.signIn('ana');
  for (let times = 0; times < 3; times += 1) {
    testServer.clock.advance({ minutes: 59 });
    expect(await stands(cookie)).toBe(true);
  }
  testServer.clock.advance({ minutes: 61 });
  expect(await stands(cookie)).toBe(false);
  await expect(helpline.connect('ana', { cookie })).rejects.toThrow('not-signed-in');
});

test('with a page open it lasts, without another click, until the night is over', async () => {
  const cookie = await helpline.signIn('cai');
  const cai = await helpline.connect('cai', { cookie });
  for (let times = 0; times < 19; times += 1) {
    testServer.clock.advance({ minutes: 50 });
    await testServer.live.sweep();
  }
  await cai.catchesUp();
  expect(await stands(cookie)).toBe(true);
  testServer.clock.advance({ minutes: 11 });
  await testServer.live.sweep();
  await cai.hasLeft();
  expect(await stands(cookie)).toBe(false);
});

test('a page that is looked at often has its sign-in written once a minute at most', async () => {
  await helpline.connect('ana');
  const endsAfter = async (seconds: number) => {
    testServer.clock.advance({ seconds });
    await testServer.db.update(helplines).set({ scope: sql`${helplines.scope} + 1` });
    await testServer.live.sweep();
    const [row] = await testServer.db.select().from(sessions).where(eq(sessions.personId, helpline.ids.ana));
    return row!.expiresAt.getTime() - testServer.clock.now().getTime();
  };
  await endsAfter(1);
  expect(await endsAfter(120)).toBe(60 * 60_000);
  expect(await endsAfter(30)).toBe(59.5 * 60_000);
  expect(await endsAfter(31)).toBe(60 * 60_000);
});

test('used again and again, it still ends after sixteen hours', async () => {
  const cookie = await helpline.signIn('ana');
  for (let times = 0; times < 19; times += 1) {
    testServer.clock.advance({ minutes: 50 });
    expect(await stands(cookie)).toBe(true);
  }
  testServer.clock.advance({ minutes: 11 });
  expect(await stands(cookie)).toBe(false);
});

test('a page whose sign-in has ended can do nothing, even before it is dropped', async () => {
  const cookie = await helpline.signIn('cai');
  const cai = await helpline.connect('cai', { cookie });
  testServer.clock.advance({ minutes: 61 });
  expect(await cai.send('presence:join', { shiftId: helpline.shiftId })).toMatchObject({
    code: 'not-signed-in',
  });
  await cai.hasLeft();
});

test('when a shift’s window opens or closes, whoever is in it is welcomed anew', async () => {
  const later = await helpline.addShift(0.8, 1, ['cai']);
  const cai = await helpline.connect('cai');
  testServer.clock.advance({ minutes: 30 });
  await testServer.live.sweep();
  expect((await cai.isWelcomedAgain(1)).since).toBe(0);
  expect(await cai.send('presence:join', { shiftId: later })).toEqual({ ok: true });
  expect((await cai.isWelcomedAgain(2)).presences).toHaveLength(1);
  for (let hours = 0; hours < 13; hours += 0.5) {
    testServer.clock.advance({ minutes: 30 });
    await testServer.live.sweep();
  }
  expect((await cai.isWelcomedAgain(3)).presences).toEqual([]);
});

test('a page whose sign-in was ended by hand is dropped within a minute, also where the clock was set back', async () => {
  const cai = await helpline.connect('cai');
  testServer.clock.advance({ minutes: 2 });
  await testServer.live.sweep();
  await testServer.db.delete(sessions).where(eq(sessions.personId, helpline.ids.cai));
  testServer.clock.advance({ minutes: -30 });
  await testServer.live.sweep();
  await cai.hasLeft();
  testServer.clock.advance({ minutes: 30 });
});

test('suspension ends every cookie and drops every page at once', async () => {
  const cookies = [await helpline.signIn('cai'), await helpline.cookieOf('cai')];
  const pages = await Promise.all(cookies.map((cookie) => helpline.connect('cai', { cookie })));
  const mo = await helpline.connect('mo');
  expect(await mo.send('person:suspend', { personId: helpline.ids.cai })).toEqual({ ok: true });
  for (const page of pages) await page.hasLeft();
  for (const cookie of cookies) expect(await stands(cookie)).toBe(false);
});

test('a page that comes while its sign-in is being ended does not stay', async () => {
  for (let times = 0; times < 10; times += 1) {
    const cookie = await helpline.signIn('cai');
    const [page] = await Promise.allSettled([
      helpline.connect('cai', { cookie }),
      post(testServer.url, '/api/sign-out', {}, { cookie }),
    ]);
    if (page.status === 'fulfilled') await page.value.hasLeft();
    else
      expect(page.reason).toMatchObject({
        message: expect.stringMatching(/not-signed-in|dropped/) as string,
      });
  }
});

test('somebody has five sign-ins at most: with the sixth the oldest ends, and its page is dropped', async () => {
  const cookies: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    cookies.push(await helpline.signIn('ana'));
    testServer.clock.advance({ seconds: 1 });
  }
  const oldest = await helpline.connect('ana', { cookie: cookies[0]! });
  for (const cookie of cookies) expect(await stands(cookie)).toBe(true);
  const sixth = await helpline.signIn('ana');
  await oldest.hasLeft();
  expect(await stands(cookies[0]!)).toBe(false);
  for (const cookie of [...cookies.slice(1), sixth]) expect(await stands(cookie)).toBe(true);
});

test('sign-ins that have ended by themselves make no other end', async () => {
  const first = await helpline.signIn('ana');
  for (let index = 0; index < 4; index += 1) {
    testServer.clock.advance({ seconds: 1 });
    await helpline.cookieOf('ana');
  }
  testServer.clock.advance({ minutes: 50 });
  expect(await stands(first)).toBe(true);
  testServer.clock.advance({ minutes: 20 });
  await helpline.signIn('ana');
  expect(await stands(first)).toBe(true);
});

test('signing in where somebody is signed in ends that sign-in, whoever it was', async () => {
  const before = await helpline.cookieOf('ben');
  const ben = await helpline.connect('ben', { cookie: before });
  const response = await post(
    testServer.url,
    '/api/sign-in',
    { email: helpline.emailOf('ana'), password },
    { cookie: before },
  );
  expect(response.status).toBe(200);
  await ben.hasLeft();
  expect(await stands(before)).toBe(false);
  expect(await stands(response.headers.getSetCookie().at(-1)!.split(';')[0]!)).toBe(true);
});
