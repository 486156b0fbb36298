import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { recoveryCodes } from '#drizzle/schema/credentials';
import { people } from '#drizzle/schema/people';
import { newBrowser, type TestBrowser } from '../support/cookies.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';
import { password } from '../support/helpline.ts';
import { enoughForLocks } from '../support/database.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ trustProxy: 1, connections: enoughForLocks });
type Made = { codes: string[]; ways: { hasApp: boolean; codesLeft: number } };

/** What the app on a phone shows whose clock is `ahead` of ours by so many seconds. */
const shown = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: testServer.clock.now().getTime() + ahead * 1_000,
  });
const halfAMinute = () => testServer.clock.advance({ minutes: 0.5 });
const message = async (response: Response) => ((await response.json()) as { message: string }).message;

async function typePassword(name: 'ana' | 'mo' | 'sue' = 'ana', from?: string) {
  const browser = newBrowser(testServer.url, from);
  const answer = await browser.ask<object>('/api/sign-in', { email: helpline.emailOf(name), password });
  return { browser, answer };
}
async function turnOn(browser: TestBrowser) {
  const { secret, address } = await browser.ask<{ secret: string; address: string }>('/api/me/app/begin');
  expect(address).toContain(`secret=${secret}`);
  const made = await browser.ask<Made>('/api/me/app/confirm', { code: shown(secret) });
  return { secret, ...made };
}
async function withApp() {
  const { browser } = await typePassword();
  const made = await turnOn(browser);
  halfAMinute();
  return made;
}

test('with the app, the password is followed by its six figures, and nobody is in before', async () => {
  const { secret, codes, ways } = await withApp();
  expect([new Set(codes).size, ways]).toEqual([10, expect.objectContaining({ hasApp: true, codesLeft: 10 })]);
  const { browser, answer } = await typePassword();
  expect(answer).toEqual({ secondStep: true });
  expect(await browser.me()).toBeNull();
  expect((await browser.post('/api/sign-in/second-step', { code: shown(secret) })).status).toBe(200);
  expect(await browser.me()).toBe(helpline.ids.ana);
});

test('a wrong password says nothing of a second step', async () => {
  await withApp();
  const browser = newBrowser(testServer.url);
  const given = (name: 'ana' | 'ben') => ({ email: helpline.emailOf(name), password: 'not this one at all' });
  const [ana, ben] = [
    await browser.post('/api/sign-in', given('ana')),
    await browser.post('/api/sign-in', given('ben')),
  ];
  expect(await ana.text()).toBe(await ben.text());
});

test.each([-29, 29])('a phone whose clock is %i s ahead gets in', async (ahead) => {
  const { secret } = await withApp();
  halfAMinute();
  const { browser } = await typePassword();
  const answer = await browser.post('/api/sign-in/second-step', { code: shown(secret, ahead) });
  expect(answer.status).toBe(200);
});

test.each([
  [-120, 'behind'],
  [120, 'ahead'],
])('a clock %i s off is named as what is wrong', async (ahead, way) => {
  const { secret } = await withApp();
  const { browser } = await typePassword();
  const answer = await browser.post('/api/sign-in/second-step', { code: shown(secret, ahead) });
  expect(answer.status).toBe(401);
  expect(await message(answer)).toMatch(new RegExp(`clock of your phone may be wrong.* 2 minutes ${way}`));
});

test('a code works once', async () => {
  const { secret } = await withApp();
  const code = shown(secret);
  const [one, other] = [await typePassword(), await typePassword()];
  expect((await one.browser.post('/api/sign-in/second-step', { code })).status).toBe(200);
  const replayed = await other.browser.post('/api/sign-in/second-step', { code });
  expect([replayed.status, await message(replayed)]).toEqual([401, expect.stringContaining('used before')]);
});

test('after five wrong codes, or ten minutes, the password is asked for again', async () => {
  const { secret } = await withApp();
  const { browser } = await typePassword();
  const wrong = String((Number(shown(secret)) + 1) % 1_000_000).padStart(6, '0');
  for (let tries = 0; tries < 5; tries++)
    expect((await browser.post('/api/sign-in/second-step', { code: wrong })).status).toBe(401);
  expect((await browser.post('/api/sign-in/second-step', { code: shown(secret) })).status).toBe(404);
  const { browser: slow } = await typePassword();
  testServer.clock.advance({ minutes: 11 });
  expect((await slow.post('/api/sign-in/second-step', { code: shown(secret) })).status).toBe(404);
  expect((await newBrowser(testServer.url).post('/api/sign-in/second-step', { code: wrong })).status).toBe(
    404,
  );
});

test('a recovery code works once, in any letters, and is told to its owner; used up, it says whom to ring', async () => {
  const { codes } = await withApp();
  const page = await helpline.connect('ana');
  const typed = codes[0]!.toLowerCase().replaceAll('-', ' ');
  const [one, other] = [await typePassword(), await typePassword()];
  expect((await one.browser.post('/api/sign-in/second-step', { recoveryCode: typed })).status).toBe(200);
  expect(await page.hears('update:changed')).toMatchObject({ kind: 'code-used' });
  expect((await other.browser.post('/api/sign-in/second-step', { recoveryCode: typed })).status).toBe(401);
  await testServer.db
    .update(recoveryCodes)
    .set({ usedAt: testServer.clock.now() })
    .where(eq(recoveryCodes.personId, helpline.ids.ana));
  const last = await other.browser.post('/api/sign-in/second-step', { recoveryCode: codes[1] });
  expect(await message(last)).toMatch(/All your recovery codes are used\. Ring your project manager/);
});

test('a code alone signs in whoever has no password, and nobody who has one', async () => {
  const { codes } = await withApp();
  const given = { email: helpline.emailOf('ana'), recoveryCode: codes[0] };
  const stranger = newBrowser(testServer.url);
  const hasPassword = await stranger.post('/api/sign-in/recovery', given);
  const nobody = await stranger.post('/api/sign-in/recovery', { ...given, email: 'nobody@example.org' });
  expect(hasPassword.status).toBe(401);
  expect(await hasPassword.text()).toBe(await nobody.text());
  await testServer.db.update(people).set({ passwordHash: null }).where(eq(people.id, helpline.ids.ana));
  expect((await stranger.post('/api/sign-in/recovery', given)).status).toBe(200);
  expect(await stranger.me()).toBe(helpline.ids.ana);
});

test('a wrong code alone is answered while something else of the helpline is under way', async () => {
  const { codes } = await withApp();
  await testServer.db.update(people).set({ passwordHash: null }).where(eq(people.id, helpline.ids.ana));
  const browser = newBrowser(testServer.url);
  const comesIn = (recoveryCode: string) =>
    browser.post('/api/sign-in/recovery', { email: helpline.emailOf('ana'), recoveryCode });
  await withHelplineLocked(testServer, helpline.id, async () => {
    expect((await comesIn('abcd-efgh-jkmn-pqrs')).status).toBe(401);
  });
  expect((await comesIn(codes[0]!)).status).toBe(200);
});

test('with the app eight characters are enough, and then the app has to stay', async () => {
  const { browser } = await typePassword();
  expect((await browser.post('/api/me/password', { password: 'kelp & owl' })).status).toBe(400);
  await turnOn(browser);
  await browser.ask('/api/me/password', { password: 'kelp & owl' });
  const off = await browser.post('/api/me/app/remove');
  expect([off.status, await message(off)]).toEqual([409, expect.stringContaining('15 characters')]);
  await browser.ask('/api/me/password', { password: 'kelp and owls by night' });
  expect((await browser.post('/api/me/app/remove')).status).toBe(200);
  expect((await browser.post('/api/me/app/remove')).status).toBe(404);
});

test.each([
  ['passwordpassword', 'repeats itself'],
  ['aaaaaaaaaaaaaaa', 'repeats itself'],
  ['abcabcabcabcabcabc', 'repeats itself'],
  ['test line test 2026', 'a name that others know'],
  ['qwertyuiopasdfghjkl', 'Many people use'],
  ['too short', 'needs 15'],
])('the password %j is refused: %s', async (chosen, words) => {
  const { browser } = await typePassword();
  const answer = await browser.post('/api/me/password', { password: chosen });
  expect([answer.status, await message(answer)]).toEqual([400, expect.stringContaining(words)]);
});

test('a manager with a password alone is let in nowhere before adding a second factor', async () => {
  const { browser, answer } = await typePassword('mo');
  expect(answer).toEqual({ addFirst: true });
  expect(await browser.me()).toBeNull();
  expect((await browser.post('/api/me/password', { password })).status).toBe(401);
  expect((await browser.post('/api/me/recovery-codes')).status).toBe(401);
  const { codes } = await turnOn(browser);
  expect(codes).toHaveLength(10);
  expect(await browser.me()).toBe(helpline.ids.mo);
  const off = await browser.post('/api/me/app/remove');
  expect([off.status, await message(off)]).toEqual([
    409,
    expect.stringContaining('Managers and supervisors'),
  ]);
});

test('signing out ends what had to be added first, and supporters are never asked', async () => {
  const { browser, answer } = await typePassword('sue');
  expect(answer).toEqual({ addFirst: true });
  await browser.post('/api/sign-out');
  expect((await browser.post('/api/me/app/begin')).status).toBe(401);
  expect((await typePassword('ana')).answer).toHaveProperty('person');
});

test('guessed codes make one wait, also after the password was typed again, and the right one gets in afterwards', async () => {
  const { secret } = await withApp();
  const wrong = String((Number(shown(secret)) + 1) % 1_000_000).padStart(6, '0');
  const first = await typePassword();
  for (let tries = 0; tries < 5; tries++)
    expect((await first.browser.post('/api/sign-in/second-step', { code: wrong })).status).toBe(401);
  const again = await typePassword();
  const refused = await again.browser.post('/api/sign-in/second-step', { code: shown(secret) });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  testServer.clock.advance({ seconds: 1 });
  expect((await again.browser.post('/api/sign-in/second-step', { code: shown(secret) })).status).toBe(200);
});

test('codes guessed from many networks make one wait, and not whoever has typed one there before', async () => {
  const { secret } = await withApp();
  const comesIn = async (from: string) =>
    (await typePassword('ana', from)).browser.post('/api/sign-in/second-step', { code: shown(secret) });
  expect((await comesIn('198.51.100.1')).status).toBe(200);
  halfAMinute();
  const wrong = String((Number(shown(secret)) + 1) % 1_000_000).padStart(6, '0');
  for (let network = 1; network <= 5; network += 1) {
    const { browser } = await typePassword('ana', `2001:db8:0:${network}::1`);
    for (let tries = 0; tries < 4; tries += 1)
      expect((await browser.post('/api/sign-in/second-step', { code: wrong })).status).toBe(401);
  }
  const refused = await comesIn('2001:db8:0:6::1');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await comesIn('198.51.100.1')).status).toBe(200);
  halfAMinute();
  expect((await comesIn('203.0.113.9')).status).toBe(200);
  // The right code took back itself alone: the guesses still count.
  expect((await comesIn('203.0.113.10')).headers.get('retry-after')).toBe('2');
});

test('whose codes are guessed is told of every ten', async () => {
  const { secret } = await withApp();
  const page = await helpline.connect('ana');
  const wrong = String((Number(shown(secret)) + 1) % 1_000_000).padStart(6, '0');
  let network = 0;
  const guess = async (many: number) => {
    for (let tries = 0; tries < many; tries += 1) {
      const { browser } = await typePassword('ana', `198.51.100.${(network += 1)}`);
      expect((await browser.post('/api/sign-in/second-step', { code: wrong })).status).toBe(401);
      testServer.clock.advance({ seconds: 1 });
    }
  };
  const told = async () => {
    await page.catchesUp();
    return page.heard.filter(({ row }) => 'kind' in row && row.kind === 'codes-refused').length;
  };
  await guess(9);
  expect(await told()).toBe(0);
  await guess(1);
  expect(await told()).toBe(1);
  await guess(9);
  expect(await told()).toBe(1);
});

test('guessed recovery codes and passkeys make one wait in the same way', async () => {
  const email = helpline.emailOf('ben');
  const none = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: { clientDataJSON: 'AAAA' } };
  const ways = [
    { path: '/api/sign-in/recovery', given: { email, recoveryCode: 'abcd-efgh-jkmn' } },
    { path: '/api/unlock/passkey', given: { credential: none } },
  ];
  const { browser } = await typePassword();
  for (const { path, given } of ways) {
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries++) statuses.push((await browser.post(path, given)).status);
    expect([path, statuses]).toEqual([path, [401, 401, 401, 401, 401, 429]]);
  }
});
