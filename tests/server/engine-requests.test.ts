import { protocol } from '#shared/protocol';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, origin, type TestServer } from '../support/test-server.ts';
import { openRawSocket } from '../support/raw-socket.ts';

let testServer: TestServer;
let helpline: Helpline;
let ana: Record<string, string>;
let ben: Record<string, string>;
let address: string;
beforeAll(async () => {
  testServer = await openTestServer();
  helpline = await openHelpline(testServer);
  const [anas, bens] = await Promise.all([helpline.cookieOf('ana'), helpline.cookieOf('ben')]);
  [ana, ben] = [
    { cookie: anas, origin },
    { cookie: bens, origin },
  ];
});
afterAll(() => testServer.close());
/** A connection of Ana's without a WebSocket, told who she is and not read any further. */
beforeEach(async () => {
  const opened = await (await poll('', ana)).text();
  address = `&sid=${(JSON.parse(opened.slice(1)) as { sid: string }).sid}`;
  expect((await say(`40${JSON.stringify({ protocol })}`, ana)).status).toBe(200);
});

const pathOf = (sid: string) => `${testServer.url}/socket.io/?EIO=4&transport=polling${sid}`;
const poll = (sid: string, headers: Record<string, string>) => fetch(pathOf(sid), { headers });
const say = (frame: string, headers: Record<string, string>) =>
  fetch(pathOf(address), {
    method: 'POST',
    body: frame,
    headers: { 'content-type': 'text/plain', ...headers },
  });
async function readsWelcome(): Promise<boolean> {
  const polled = await poll(address, ana);
  return polled.ok && ((await polled.text()).includes('"welcome"') || readsWelcome());
}
const upgrade = (headers: Record<string, string>) =>
  openRawSocket(testServer.url, headers, address).catch((error: Error) => Number(error.message));

const strangers = (): [string, Record<string, string>][] => [
  ['a foreign origin', { ...ana, origin: 'https://example.org' }],
  ['no origin', { cookie: ana.cookie! }],
  ['another site', { ...ana, 'sec-fetch-site': 'cross-site' }],
  ['no cookie', { origin }],
  ['no cookie and a foreign origin', { origin: 'https://example.org' }],
  ['another person’s cookie', ben],
  ['a cookie that was never given', { cookie: 'alongside=guessed', origin }],
];

test('whoever opened the connection reads and says on it, and may go on by WebSocket', async () => {
  expect(await readsWelcome()).toBe(true);
  expect((await say('3', { ...ana, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  const socket = await upgrade(ana);
  if (typeof socket === 'number') throw new Error(`The upgrade was answered with ${socket}.`);
  socket.say('2probe');
  expect(await socket.hears('3')).toBe('3probe');
  socket.leave();
});

test('with somebody else’s headers the id of a connection opens nothing, and its owner goes on', async () => {
  for (const [what, headers] of strangers()) {
    const polled = await poll(address, headers);
    expect([polled.status, await polled.text()], what).toEqual([400, expect.not.stringContaining('welcome')]);
    expect((await say('42["state:set",{}]', headers)).status, what).toBe(400);
    expect(await upgrade(headers), what).toBe(400);
  }
  expect(await readsWelcome()).toBe(true);
});

test('a page of one’s own names no origin where it only reads, and says that it is of the same origin', async () => {
  const headers = { cookie: ana.cookie!, 'sec-fetch-site': 'same-origin' };
  expect((await poll(address, headers)).status).toBe(200);
});

test('answers to polling are neither stored nor shown nor read by another site', async () => {
  const { headers } = await poll(address, ana);
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
});
