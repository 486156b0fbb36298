import { afterAll, beforeAll, expect, test } from 'vitest';
import { messages } from '#drizzle/schema/messages';
import type { Reply } from '#shared/refusals';
import { freePort } from '../support/free-port.ts';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openedRowsOf } from '../support/opened.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { connectClient, type Client } from '../support/client.ts';
import { startMainProcess, type MainProcess } from '../support/main-process.ts';

let testServer: TestServer;
let helpline: Helpline;
let port: number;
let server: MainProcess;
beforeAll(async () => {
  [testServer, port] = await Promise.all([openTestServer(), freePort()]);
  helpline = await openHelpline(testServer);
  server = await start();
});
afterAll(async () => {
  await server.stop();
  await testServer.close();
});

const start = () => startMainProcess(port, testServer.databaseUrl, { COMMANDS_PER_MINUTE: '100000' });
const seatOf = async (name: 'ana' | 'ben') =>
  connectClient(server.url, await helpline.cookieOf(name), 0, server.url);

type Saying = { by: 'ana' | 'ben'; commandId: string; messageId: string; body: string };
const say = (client: Client, { commandId, messageId, body }: Saying) =>
  new Promise<Reply>((resolve) => {
    client.socket.emit('message:send', { commandId, messageId, body }, resolve);
  });

/** Both say on and on, each with ten messages unanswered, until the server is gone. */
function talk(clients: { ana: Client; ben: Client }, enough: number) {
  const acknowledged: Saying[] = [];
  const unanswered = new Set<Saying>();
  let tellEnough = () => {};
  const isEnough = new Promise<void>((resolve) => (tellEnough = resolve));
  const sayOn = async (by: Saying['by']): Promise<void> => {
    const saying = { by, commandId: newId(), messageId: newId(), body: newId() };
    unanswered.add(saying);
    await expectOk(say(clients[by], saying));
    unanswered.delete(saying);
    acknowledged.push(saying);
    if (acknowledged.length === enough) tellEnough();
    return sayOn(by);
  };
  for (const by of ['ana', 'ben'] as const) for (let hand = 0; hand < 10; hand += 1) void sayOn(by);
  return { acknowledged, unanswered, isEnough };
}

test('a server killed in the middle of a thousand messages has lost none that it acknowledged, and doubles none', async () => {
  const [ana, ben] = await Promise.all([seatOf('ana'), seatOf('ben')]);
  for (const client of [ana, ben])
    await expectOk(client.send('presence:join', { shiftId: helpline.shiftId }));
  const { acknowledged, unanswered, isEnough } = talk({ ana, ben }, 1_000);
  await isEnough;
  server.signal('SIGKILL');
  await Promise.all([ana.hasLeft(), ben.hasLeft()]);
  expect(unanswered.size).toBe(20);

  server = await start();
  const written = () => openedRowsOf(testServer.db, messages, helpline.id);
  const kept = new Map((await written()).map((row) => [row.id, row.body]));
  for (const { messageId, body } of acknowledged) expect(kept.get(messageId)).toBe(body);

  const back = { ana: await seatOf('ana'), ben: await seatOf('ben') };
  for (const saying of unanswered) await expectOk(say(back[saying.by], saying), say(back[saying.by], saying));
  const rows = await written();
  expect(rows).toHaveLength(acknowledged.length + unanswered.size);
  expect(new Set(rows.map(({ body }) => body)).size).toBe(rows.length);
  const versions = rows.map(({ version }) => version).sort((a, b) => a - b);
  expect(new Set(versions).size).toBe(versions.length);
  const landed = [...unanswered].filter(({ messageId }) => kept.has(messageId)).length;
  console.log(
    `${acknowledged.length} acknowledged and kept; of 20 unanswered ${landed} had landed, and all do once`,
  );
});

test('and the pair finds each other again', async () => {
  const [ana, ben] = await Promise.all([seatOf('ana'), seatOf('ben')]);
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body: 'Are you back?' }));
  await ben.hears('message:changed', ({ id }) => id === messageId);
});
