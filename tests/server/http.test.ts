import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHelpline, newId, type Helpline } from '../support/helpline.ts';
import { enoughForLocks } from '../support/database.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';

let testServer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  testServer = await openTestServer({ connections: enoughForLocks });
  helpline = await openHelpline(testServer);
});
afterAll(() => testServer.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(testServer.url + path, { headers });

test('every response has the security headers and does not name the server software', async () => {
  for (const path of ['/livez', '/api/me', '/api/nothing', '/socket.io/nothing']) {
    const { headers } = await get(path);
    for (const tells of ['x-powered-by', 'server', 'etag', 'access-control-allow-origin'])
      expect([path, tells, headers.get(tells)]).toEqual([path, tells, null]);
  }
  const { headers } = await get('/api/me');
  const said = [...headers].filter(
    ([name]) => !/^(date|connection|keep-alive|content-length|x-request-id)$/.test(name),
  );
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';manifest-src 'self';worker-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types svelte-trusted-html own-worker;report-uri /api/csp-reports;report-to csp",
      "content-type": "application/json; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "origin-agent-cluster": "?1",
      "permissions-policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=(), publickey-credentials-create=(self), publickey-credentials-get=(self)",
      "referrer-policy": "no-referrer",
      "reporting-endpoints": "csp="/api/csp-reports"",
      "x-content-type-options": "nosniff",
      "x-dns-prefetch-control": "off",
      "x-download-options": "noopen",
      "x-frame-options": "DENY",
      "x-permitted-cross-domain-policies": "none",
      "x-xss-protection": "0",
    }
  `);
});

test('behind TLS every response has HSTS', async () => {
  expect((await get('/livez')).headers.get('strict-transport-security')).toBeNull();
  const secure = await openTestServer({
    databaseUrl: testServer.databaseUrl,
    origins: ['https://a.example.org'],
  });
  const { headers } = await fetch(`${secure.url}/livez`);
  expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
  await secure.close();
});

test('/livez and /readyz answer', async () => {
  const [alive, ready] = await Promise.all([get('/livez'), get('/readyz')]);
  expect([alive.status, await alive.text()]).toEqual([200, 'alive\n']);
  expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
});

test('while it stops it is alive but not ready, and what was asked before is still done and said', async () => {
  const stopping = await openTestServer({ databaseUrl: testServer.databaseUrl });
  const ana = await helpline.connect('ana', { url: stopping.url });
  const { reply, closing } = await withHelplineLocked(testServer, helpline.id, async (waiting) => {
    const reply = ana.send('presence:join', { shiftId: helpline.shiftId });
    await waiting();
    const closing = stopping.close();
    const [alive, ready] = await Promise.all(['/livez', '/readyz'].map((path) => fetch(stopping.url + path)));
    expect([alive!.status, ready!.status]).toEqual([200, 503]);
    return { reply, closing };
  });
  expect(await reply).toEqual({ ok: true });
  await ana.hasLeft();
  await closing;
});

test.each(['/api', '/api/', '/api/nothing', '/api/calls', '/api/me/more', '/api/constructor'])(
  'the unknown address %s gets a refusal like any other',
  async (path) => {
    const response = await get(path, { cookie: await helpline.cookieOf('ana'), accept: 'text/html' });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      code: 'not-found',
      message: 'There is nothing at this address.',
    });
  },
);

test.each(['PUT', 'PATCH', 'DELETE', 'POST'])(
  '%s at an address that is only read is refused',
  async (method) => {
    const response = await fetch(`${testServer.url}/api/me`, {
      method,
      headers: { cookie: await helpline.cookieOf('ana') },
    });
    expect(response.status).toBe(403);
  },
);

test.each(['/api/calls/mine', `/api/calls/${newId()}`, `/api/chat/before/${newId()}`])(
  '%s is refused to nobody, and to a cookie that is none',
  async (path) => {
    for (const cookie of ['', 'alongside=', `alongside=${'x'.repeat(43)}`, 'alongside=__proto__']) {
      const response = await get(path, { cookie });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        code: 'not-signed-in',
        message: expect.any(String) as string,
      });
    }
  },
);

test('/api/me answers null instead of a refusal when nobody is signed in', async () => {
  for (const cookie of ['', 'alongside=', `alongside=${'x'.repeat(43)}`, 'alongside=__proto__']) {
    const response = await get('/api/me', { cookie });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ person: null, now: expect.any(Number) as number });
  }
});

test('responses of the API are not cached', async () => {
  for (const path of ['/api/me', '/api/nothing'])
    expect((await get(path)).headers.get('cache-control')).toBe('no-store');
});
