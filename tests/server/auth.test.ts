import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { expectOk, password, post } from '../support/helpline.ts';
import { openTestServer, origin } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const signIn = (email: string, pass: string, headers = {}) =>
  post(testServer.url, '/api/sign-in', { email, password: pass }, headers);
const me = (cookie: string, url = testServer.url) => fetch(`${url}/api/me`, { headers: { cookie } });
const isSomebody = async (cookie: string, url?: string) => {
  const { person } = (await (await me(cookie, url)).json()) as { person: object | null };
  return person !== null;
};
const no = (code: string) => ({ code, message: expect.any(String) as string });

test('the right password signs in, and says who one is', async () => {
  const response = await signIn(` ${helpline.emailOf('ana').toUpperCase()} `, password);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    person: expect.objectContaining({
      id: helpline.ids.ana,
      firstName: 'Ana',
      roles: ['supporter'],
    }) as object,
  });
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  expect(await (await me(cookie)).json()).toMatchObject({
    person: { id: helpline.ids.ana },
    helpline: { id: helpline.id, name: 'Test line', timeZone: 'Europe/London' },
    trial: false,
  });
});

test('a wrong password, an unknown address and a suspended person are refused in the same words', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.cai }));
  const refusals = await Promise.all([
    signIn(helpline.emailOf('ana'), 'a wrong password'),
    signIn('nobody@example.org', password),
    signIn(helpline.emailOf('cai'), password),
  ]);
  const bodies = await Promise.all(refusals.map((response) => response.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(JSON.parse(bodies[0]!)).toEqual(no('not-signed-in'));
  for (const response of refusals) {
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
  }
});

test('the cookie is for this host alone and out of reach of scripts', async () => {
  const response = await signIn(helpline.emailOf('ana'), password);
  const [pair, ...attributes] = response.headers.get('set-cookie')!.split('; ');
  expect(pair).toMatch(/^alongside=[A-Za-z0-9_-]{43}$/);
  expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
});

test('behind TLS the cookie is also __Host- named and Secure', async () => {
  const https = 'https://alongside.example.org';
  const secure = await openTestServer({ databaseUrl: testServer.databaseUrl, origins: [https] });
  const given = { email: helpline.emailOf('ana'), password };
  const response = await post(secure.url, '/api/sign-in', given, { origin: https });
  const [pair, ...attributes] = response.headers.get('set-cookie')!.split('; ');
  expect(pair).toMatch(/^__Host-alongside=/);
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']));
  expect(attributes.join()).not.toMatch(/domain/i);
  expect(await isSomebody(pair!, secure.url)).toBe(true);
  expect(await isSomebody(pair!.replace('__Host-', ''), secure.url)).toBe(false);
  await secure.close();
});

test('nothing that the database holds works as a cookie', async () => {
  await helpline.signIn('ana');
  const tables = await testServer.db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const values = new Set<string>();
  for (const { name } of tables) {
    const rows = await testServer.db.execute<{ row: object }>(
      sql`select to_jsonb(t) as row from ${sql.identifier(name)} t order by 1 desc limit 20`,
    );
    for (const text of JSON.stringify(rows).matchAll(/"((?:[^"\\]|\\.)*)"/g)) values.add(text[1]!);
  }
  expect([...values].some((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
  const statuses = await Promise.all(
    [...values].map(async (value) => isSomebody(`alongside=${encodeURIComponent(value)}`)),
  );
  expect(new Set(statuses)).toEqual(new Set([false]));
});

test('signing out ends the cookie and drops the page, and leaves other sign-ins alone', async () => {
  const cookie = await helpline.signIn('ana');
  const [here, there] = [await helpline.connect('ana', { cookie }), await helpline.connect('ana')];
  const response = await post(testServer.url, '/api/sign-out', {}, { cookie });
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toMatch(/^alongside=; .*Max-Age=0/);
  expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"');
  await here.hasLeft();
  expect(await isSomebody(cookie)).toBe(false);
  await expect(helpline.connect('ana', { cookie })).rejects.toThrow('not-signed-in');
  await there.catchesUp();
  expect(there.socket.connected).toBe(true);
});

test('signing out without a sign-in is no mistake', async () => {
  expect((await post(testServer.url, '/api/sign-out', {})).status).toBe(204);
});

test.each([
  ['no origin', { origin: '' }, '{}', 403, 'not-yours'],
  ['a foreign origin', { origin: 'https://example.org' }, '{}', 403, 'not-yours'],
  ['a page of ours opened from elsewhere', { 'sec-fetch-site': 'cross-site' }, '{}', 403, 'not-yours'],
  ['a form for a body', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', 400, 'malformed'],
  ['plain text for a body', { 'content-type': 'text/plain' }, '{}', 400, 'malformed'],
  ['broken JSON', {}, '{"email":', 400, 'malformed'],
  ['JSON that is no object', {}, '"email"', 400, 'malformed'],
  ['too large a body', {}, JSON.stringify({ email: 'x'.repeat(40_000) }), 400, 'malformed'],
  ['nothing in it', {}, '{}', 400, 'malformed'],
  ['more than is asked', {}, JSON.stringify({ email: 'a@b.org', password, more: 1 }), 400, 'malformed'],
  [
    'a password of 201 characters',
    {},
    JSON.stringify({ email: 'a@b.org', password: 'x'.repeat(201) }),
    400,
    'malformed',
  ],
])('a sign-in with %s is refused', async (_what, headers, body, status, code) => {
  const all: Record<string, string> = { 'content-type': 'application/json', origin, ...headers };
  if (all.origin === '') delete all.origin;
  const response = await fetch(`${testServer.url}/api/sign-in`, { method: 'POST', headers: all, body });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(await response.json()).toEqual(no(code));
});
