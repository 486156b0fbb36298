import { createSecretKey, randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataKeysOf } from '#server/platform/encryption/sealed-database';
import { openEnvelopes } from '#server/platform/live/cluster/envelope';
import { openLargePayloads } from '#server/platform/live/cluster/large-payloads';
import { openPgNotify } from '#server/platform/live/cluster/pg-notify';
import { openLogger } from '#server/platform/logger';
import { openMetrics } from '#server/platform/metrics/metrics';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, openHelpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { manualScheduler } from '../support/scheduler.ts';

const log = openLogger('silent');
const key = createSecretKey(randomBytes(32));
let testServer: TestServer;
let sql: Sql;
let overheard: string[];
beforeAll(async () => {
  testServer = await openTestServer();
  sql = postgres(testServer.databaseUrl, { max: 1, onnotice: () => {} });
  overheard = [];
  await sql.listen('alongside', (payload) => overheard.push(payload));
});
afterAll(async () => {
  await sql.end();
  await testServer.close();
});

test(
  'a server that is alone tells the database nothing of its news, and does so once there is another',
  { timeout: 60_000 },
  async () => {
    const helpline = await openHelpline(testServer);
    const { ana } = await helpline.pair();
    const say = () => expectOk(ana.send('message:send', { messageId: newId(), body: 'Only for two' }));
    const { open } = openEnvelopes(dataKeysOf(testServer.db).cluster);
    const isNews = (payload: string) => {
      const said = open(payload);
      return 'body' in said && said.body.includes('Only for two');
    };
    const isOverheard = () => overheard.splice(0).some(isNews);
    const aloneFor = async (messages: number) => {
      overheard.length = 0;
      for (let said = 0; said < messages; said += 1) await say();
      await sql`select pg_notify('alongside', 'the end')`;
      await eventually(() => expect(overheard).toContain('the end'));
      expect(overheard.join()).not.toContain('Only for two');
      return !isOverheard();
    };
    // A server knows that it is alone from hearing itself, at the latest with its second heartbeat.
    await eventually(async () => expect(await aloneFor(5)).toBe(true), 200);
    const other = await openTestServer({ databaseUrl: testServer.databaseUrl });
    await eventually(async () => {
      await say();
      expect(isOverheard()).toBe(true);
    });
    await other.close();
    helpline.leaveAll();
  },
);

test('whatever its length, what is said is heard by all in the order in which it was said', async () => {
  const open = () =>
    openPgNotify({
      databaseUrl: testServer.databaseUrl,
      scheduler: manualScheduler(),
      log,
      key,
      metrics: openMetrics(),
    });
  const [one, other] = [open(), open()];
  const heard: number[] = [];
  await other.listen(
    (body) => heard.push((JSON.parse(body) as { number?: number }).number ?? Number.NaN),
    () => {},
  );
  const lengths = [10, 7_400, 7_600, 200_000, 20, 8_000, 30];
  for (const [number, length] of lengths.entries())
    await one.publish(
      JSON.stringify({ uid: 'test', nsp: '/nowhere', number, filling: 'é'.repeat(length / 2) }),
    );
  await eventually(() =>
    expect(heard.filter((number) => !Number.isNaN(number))).toEqual([...lengths.keys()]),
  );
  await Promise.all([one.close(), other.close()]);
});

test('what was too long for a notification is gone after a minute, and never was in the log of the database', async () => {
  await sql`delete from large_payloads`;
  const scheduler = manualScheduler();
  const bodies = openLargePayloads(() => sql, scheduler);
  await bodies.notify('nobody', 'old');
  const [kept] = await sql<{ id: string }[]>`select id from large_payloads`;
  expect(await bodies.read(kept!.id)).toBe('old');
  await sql`update large_payloads set at = at - interval '61 seconds'`;
  await bodies.notify('nobody', 'new');
  await scheduler.runAll();
  expect(await sql`select body from large_payloads`).toEqual([{ body: 'new' }]);
  expect(await bodies.read(kept!.id)).toBeNull();
  expect(await sql`select relpersistence from pg_class where relname = 'large_payloads'`).toEqual([
    { relpersistence: 'u' },
  ]);
  await bodies.close();
});
