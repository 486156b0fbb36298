import { eq } from 'drizzle-orm';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commands } from '#drizzle/schema/commands';
import { protocol } from '#shared/protocol';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openTestServer, origin, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
beforeAll(async () => void (testServer = await openTestServer()));
afterAll(() => testServer.close());
beforeEach(async () => {
  helpline = await openHelpline(testServer);
  return () => helpline.leaveAll();
});

/** What a handshake with this number is answered with: 'welcome', or why not. */
async function knock(spoken: unknown, cookie: string): Promise<string> {
  const socket = io(testServer.url, {
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    auth: { since: 0, ...(spoken === undefined ? {} : { protocol: spoken }) },
    extraHeaders: { cookie, origin },
  });
  const answer = await new Promise<string>((resolve) => {
    socket.once('welcome', () => resolve('welcome'));
    socket.once('connect_error', ({ message }) => resolve(message));
  });
  socket.disconnect();
  return answer;
}

test('a page of this version is welcomed; an older and a newer one each hear why not', async () => {
  const cookie = await helpline.cookieOf('ana');
  expect(await knock(protocol, cookie)).toBe('welcome');
  for (const old of [undefined, 1, 0, '2', null, { a: 1 }])
    expect(await knock(old, cookie)).toBe('page-too-old');
  expect(await knock(protocol + 1, cookie)).toBe('server-too-old');
  expect(await knock(protocol, '')).toBe('not-signed-in');
});

test('what an earlier version carried out is not refused when it is sent again in today’s words', async () => {
  const { ana, ben } = await helpline.pair();
  const commandId = newId();
  await expectOk(ana.send('presence:set', { state: 'taking-a-break' }, commandId));
  const before = ana.heard.length;
  await testServer.db
    .update(commands)
    .set({ digest: 'f'.repeat(64) })
    .where(eq(commands.id, commandId));
  expect(await ana.send('presence:set', { state: 'taking-a-break' }, commandId)).toEqual({ ok: true });
  expect(await ben.send('presence:set', { state: 'taking-a-break' }, commandId)).toEqual(refused('conflict'));
  await ana.catchesUp();
  expect(ana.heard.length).toBe(before);
});
