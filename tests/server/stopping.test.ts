import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { messages } from '#drizzle/schema/messages';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { expectOk, newId, openHelpline, password, post, type Helpline } from '../support/helpline.ts';
import { openedRowsOf } from '../support/opened.ts';
import { enoughForLocks } from '../support/database.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { connectClient, type Client } from '../support/client.ts';
import { startMainProcess, type MainProcess } from '../support/main-process.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';

let testServer: TestServer;
let helpline: Helpline;
let server: MainProcess;
let ana: Client;
beforeAll(async () => void (testServer = await openTestServer({ connections: enoughForLocks })));
afterAll(() => testServer.close());
beforeEach(async () => {
  helpline = await openHelpline(testServer);
  server = await startMainProcess(await freePort(), testServer.databaseUrl);
  ana = await connectClient(server.url, await cookieOn(server), 0, server.url);
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
});
afterEach(async () => {
  ana.leave();
  helpline.leaveAll();
  await server.stop();
});

/** How a server ends within ten seconds of the signal; later it ends with the code 1. */
const inTime = [0, null];
const bodiesSaved = async () =>
  (await openedRowsOf(testServer.db, messages, helpline.id)).map(({ body }) => body);

test('what is under way is finished and acknowledged, and what comes later is left to be sent again elsewhere', async () => {
  const left = new Promise((resolve) => ana.socket.once('disconnect', resolve));
  const [commandId, messageId] = [newId(), newId()];
  const later = { messageId, body: 'Later' };
  const sent = await withHelplineLocked(testServer, helpline.id, async (waiting) => {
    const sent = ana.send('message:send', { messageId: newId(), body: 'Under way' });
    await waiting();
    server.signal('SIGTERM');
    await eventually(async () => expect(await server.statusOf('/readyz')).toBe(503), 10);
    expect(await server.statusOf('/livez')).toBe(200);
    await expect(
      ana.socket.timeout(300).emitWithAck('message:send', { commandId, ...later }),
    ).rejects.toThrow();
    return [sent];
  });
  expect(await sent[0]).toEqual({ ok: true });
  expect(await left).toBe('transport close');
  expect(await server.ended).toEqual(inTime);
  expect(await bodiesSaved()).toEqual(['Under way']);

  const again = await helpline.connect('ana', { since: ana.welcome.version });
  expect(await again.send('message:send', later, commandId)).toEqual({ ok: true });
  expect(await bodiesSaved()).toEqual(['Under way', 'Later']);
});

test('a command that does not come to its end does not keep the server from ending', async () => {
  await withHelplineLocked(testServer, helpline.id, async (waiting) => {
    void ana.send('message:send', { messageId: newId(), body: 'Stuck' }).catch(() => {});
    await waiting();
    server.signal('SIGTERM');
    expect(await server.ended).toEqual(inTime);
  });
  expect(await bodiesSaved()).toEqual([]);
});

test('a server with nothing to finish ends at once', async () => {
  server.signal('SIGTERM');
  expect(await server.ended).toEqual(inTime);
});

async function cookieOn({ url }: MainProcess): Promise<string> {
  const who = { email: helpline.emailOf('ana'), password };
  const response = await post(url, '/api/sign-in', who, { origin: url });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}
