import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHelpline } from '../support/helpline.ts';
import { openTestServer, origin, type TestServer } from '../support/test-server.ts';
import { openRawSocket } from '../support/raw-socket.ts';

let testServer: TestServer;
let cookie: string;
/** Engine.IO answers a WebSocket it turns away with 400, whatever the reason. */
const shut = [400, 403];
beforeAll(async () => {
  testServer = await openTestServer();
  cookie = await (await openHelpline(testServer)).cookieOf('ana');
});
afterAll(() => testServer.close());

/** The statuses of a WebSocket and of a polling request with these headers: 101 and 200 are let in. */
async function statusesWith(headers: Record<string, string>) {
  const polling = await fetch(`${testServer.url}/socket.io/?EIO=4&transport=polling`, { headers });
  const socket = await openRawSocket(testServer.url, headers).catch((error: Error) => Number(error.message));
  if (typeof socket === 'number') return [socket, polling.status];
  socket.leave();
  return [101, polling.status];
}

test('Alongside’s own pages are let in', async () => {
  expect(origin).toBe('http://alongside.test');
  expect(await statusesWith({ cookie, origin })).toEqual([101, 200]);
  expect(await statusesWith({ cookie, origin, 'sec-fetch-site': 'same-origin' })).toEqual([101, 200]);
});

test.each([
  ['null', 'null'],
  ['a suffix', 'http://alongside.test.example.org'],
  ['a prefix', 'http://not-alongside.test'],
  ['a part of the name', 'http://www.alongside.test'],
  ['another port', 'http://alongside.test:8080'],
  ['the usual port, spelled out', 'http://alongside.test:80'],
  ['another scheme', 'https://alongside.test'],
  ['upper case', 'http://ALONGSIDE.test'],
  ['an IP address', 'http://127.0.0.1'],
  ['a slash at the end', 'http://alongside.test/'],
  ['a dot at the end', 'http://alongside.test.'],
  ['two addresses', 'http://alongside.test, http://example.org'],
  ['a name before an at sign', 'http://alongside.test@example.org'],
  ['an empty one', ''],
])('an origin with %s is refused, on a WebSocket and on polling', async (_what, wrong) => {
  expect(await statusesWith({ cookie, origin: wrong })).toEqual(shut);
  expect(await statusesWith({ cookie, origin: wrong, 'sec-fetch-site': 'same-origin' })).toEqual(shut);
});

test.each([undefined, 'cross-site', 'same-site', 'none'])(
  'no origin, and %s for where it comes from, is refused',
  async (site) => {
    expect(await statusesWith({ cookie, ...(site && { 'sec-fetch-site': site }) })).toEqual(shut);
  },
);

test('the right origin does not help a page from elsewhere', async () => {
  expect(await statusesWith({ cookie, origin, 'sec-fetch-site': 'cross-site' })).toEqual(shut);
});
