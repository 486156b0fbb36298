import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import type { OwnSignIn } from '#shared/sign-ins';
import { expectOk, password, post, refused } from '../support/helpline.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const { testServer, secondServer, helpline } = useTwoServers();

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1';

async function signIn(name: 'ana' | 'cai' = 'cai', userAgent = firefox): Promise<string> {
  const given = { email: helpline.emailOf(name), password };
  const response = await post(testServer.url, '/api/sign-in', given, { 'user-agent': userAgent });
  return response.headers.getSetCookie().at(-1)!.split(';')[0]!;
}
async function listFor(cookie: string): Promise<OwnSignIn[]> {
  const response = await fetch(`${testServer.url}/api/sign-ins`, { headers: { cookie } });
  return ((await response.json()) as { signIns: OwnSignIn[] }).signIns;
}
const end = (cookie: string, signInId: string) =>
  post(testServer.url, '/api/sign-ins/end', { signInId }, { cookie });
const stands = async (cookie: string) =>
  (await fetch(`${testServer.url}/api/sign-ins`, { headers: { cookie } })).status === 200;
const written = async () =>
  (await testServer.db.select().from(auditLog).where(eq(auditLog.helplineId, helpline.id))).filter(
    ({ action }) => action === 'sign-ins-ended',
  );

test('one reads where one is signed in: since when, in what browser, and which one this is', async () => {
  const began = testServer.clock.now().toISOString();
  const [first, other] = [await signIn(), await signIn('ana')];
  testServer.clock.advance({ minutes: 7 });
  const second = await signIn('cai', phone);
  const now = testServer.clock.now().toISOString();
  const isHash = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
  expect(await listFor(second)).toEqual([
    { id: isHash, since: now, lastActiveAt: now, browser: 'Safari on iPhone', isThis: true },
    { id: isHash, since: began, lastActiveAt: began, browser: 'Firefox on Windows', isThis: false },
  ]);
  const [latest, earliest] = await listFor(first);
  expect([latest!.isThis, earliest!.isThis, earliest!.lastActiveAt]).toEqual([false, true, now]);
  expect(await listFor(other)).toHaveLength(1);
});

test.each(['-', 'curl/8.5.0', 'x'.repeat(9_000)])(
  'a browser that says “%.12s” is not guessed at',
  async (says) => {
    const [only] = await listFor(await signIn('cai', says));
    expect(only!.browser).toBeNull();
  },
);

test('one sign-in is ended from another: its page on the other server is dropped, and this one stays', async () => {
  const [here, lost] = [await signIn(), await signIn('cai', phone)];
  const cai = await helpline.connect('cai', { cookie: lost, url: secondServer.url });
  const { id } = (await listFor(here)).find(({ isThis }) => !isThis)!;
  const answer = await end(here, id);
  expect([answer.status, await answer.json()]).toEqual([200, { signIns: await listFor(here) }]);
  await cai.hasLeft();
  expect([await stands(lost), await stands(here)]).toEqual([false, true]);
  expect(await written()).toEqual([
    expect.objectContaining({ by: helpline.ids.cai, about: helpline.ids.cai }),
  ]);
  expect(((await (await end(here, id)).json()) as { code: string }).code).toBe('not-found');
  expect(await written()).toHaveLength(1);
});

test('nobody ends another’s sign-in, nor this one, nor anything without a sign-in or an id', async () => {
  const [cai, ana] = [await signIn(), await signIn('ana')];
  const own = (await listFor(cai))[0]!.id;
  expect((await end(ana, own)).status).toBe(404);
  expect((await end(cai, own)).status).toBe(409);
  expect((await end('', own)).status).toBe(401);
  expect((await end(cai, 'all')).status).toBe(400);
  expect((await post(testServer.url, '/api/sign-ins/end-others', {})).status).toBe(401);
  expect([await stands(cai), await stands(ana), await written()]).toEqual([true, true, []]);
});

test('ending a sign-in takes a proof of identity within five minutes, and is told to its owner', async () => {
  const [stolen, own] = [await signIn(), await signIn('cai', phone)];
  testServer.clock.advance({ minutes: 6 });
  const { id } = (await listFor(stolen)).find(({ isThis }) => !isThis)!;
  expect((await end(stolen, id)).status).toBe(428);
  expect((await post(testServer.url, '/api/sign-ins/end-others', {}, { cookie: stolen })).status).toBe(428);
  expect([await stands(own), await written()]).toEqual([true, []]);

  const cai = await helpline.connect('cai', { cookie: own });
  await post(testServer.url, '/api/unlock', { password }, { cookie: own });
  expect((await post(testServer.url, '/api/sign-ins/end-others', {}, { cookie: own })).status).toBe(200);
  expect([await stands(own), await stands(stolen)]).toEqual([true, false]);
  expect(await cai.hears('update:changed')).toMatchObject({
    kind: 'sign-ins-ended',
    by: helpline.ids.cai,
    aboutId: helpline.ids.cai,
  });
});

test('all the others are ended at once, and nobody else’s', async () => {
  const [here, one, two, ana] = [await signIn(), await signIn(), await signIn(), await signIn('ana')];
  const pages = await Promise.all(
    [one, two].map((cookie) => helpline.connect('cai', { cookie, url: secondServer.url })),
  );
  expect((await post(testServer.url, '/api/sign-ins/end-others', {}, { cookie: here })).status).toBe(200);
  for (const page of pages) await page.hasLeft();
  expect(await Promise.all([here, one, two, ana].map(stands))).toEqual([true, false, false, true]);
});

test('a manager ends all sign-ins of a person, who may come back at once and reads who did it', async () => {
  const cookies = [await signIn(), await signIn()];
  const pages = await Promise.all([
    helpline.connect('cai', { cookie: cookies[0]! }),
    helpline.connect('cai', { cookie: cookies[1]!, url: secondServer.url }),
  ]);
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:endSignIns', { personId: helpline.ids.cai }));
  for (const page of pages) await page.hasLeft();
  expect(await Promise.all(cookies.map(stands))).toEqual([false, false]);
  const { welcome } = await helpline.connect('cai', { cookie: await signIn() });
  expect(welcome.updates).toEqual([
    expect.objectContaining({ kind: 'sign-ins-ended', by: helpline.ids.mo, aboutId: helpline.ids.cai }),
  ]);
  expect(await written()).toEqual([
    expect.objectContaining({ by: helpline.ids.mo, about: helpline.ids.cai }),
  ]);
});

test('a manager’s own sign-ins, a suspended person’s, and anybody’s for who is no manager: refused', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const { ids } = helpline;
  await expectOk(mo.send('person:suspend', { personId: ids.ben }));
  expect(await mo.send('person:endSignIns', { personId: ids.mo })).toEqual(refused('conflict'));
  expect(await mo.send('person:endSignIns', { personId: ids.ben })).toEqual(refused('conflict'));
  expect(await ana.send('person:endSignIns', { personId: ids.cai })).toEqual(refused('not-yours'));
  expect(await written()).toEqual([]);
});
