import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import type { Client } from '../support/client.ts';
import { openWire, type Wire } from '../support/wire.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let wire: Wire;
let testServer: TestServer;
let helpline: Helpline;
let ana: Client;
beforeAll(async () => {
  database = await freshDatabase();
  wire = await openWire(database.url);
  testServer = await openTestServer({ databaseUrl: wire.url });
  helpline = await openHelpline(testServer);
  ana = (await helpline.pair()).ana;
});
afterAll(async () => {
  helpline.leaveAll();
  await testServer.close();
  await wire.close();
  await database.drop();
});

const say = () => expectOk(ana.send('message:send', { messageId: newId(), body: 'Hello' }));
async function ring() {
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  return async () => expectOk(ana.send('call:end', { callId }));
}

/** The fewest turns of several tries: the sweep of the same server may speak in between. */
async function turnsOf(work: () => Promise<unknown>, after: () => Promise<unknown> = async () => {}) {
  const tries: number[] = [];
  for (let round = 0; round < 80; round += 1) {
    tries.push(await wire.turnsDuring(work));
    await after();
  }
  const warm = tries.slice(60);
  return { least: Math.min(...warm), usual: warm.sort((a, b) => a - b)[10]! };
}

test('a message costs two round trips to the database, begin and commit included', async () => {
  const { least, usual } = await turnsOf(say);
  console.log(`message:send turns to the database ${least} times, usually ${usual}`);
  expect(usual).toBeLessThanOrEqual(2);
  expect(least).toBeGreaterThanOrEqual(2);
});

test('starting a call costs at most four round trips', async () => {
  let hangUp = async () => {};
  const { usual } = await turnsOf(
    async () => {
      hangUp = await ring();
    },
    () => hangUp(),
  );
  console.log(`call:start turns to the database ${usual} times`);
  expect(usual).toBeLessThanOrEqual(4);
});
