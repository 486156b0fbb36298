import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '#server/platform/database/db';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { openWire, type Wire } from '../support/wire.ts';

let source: Awaited<ReturnType<typeof freshDatabase>>;
let wire: Wire;
let database: Database;
let testServer: TestServer;
beforeAll(async () => {
  source = await freshDatabase();
  wire = await openWire(source.url);
  database = openDatabase(wire.url);
  testServer = await openTestServer({ databaseUrl: wire.url });
});
afterAll(async () => {
  await database.close();
  await testServer.close();
  await wire.close();
  await source.drop();
});
beforeEach(() => () => wire.mend());

const answers = () => eventually(() => database.db.execute(sql`select 1`));

test.each(['reset', 'close'] as const)(
  'a transaction whose connection breaks (%s) between two statements is refused, and what it still does goes nowhere',
  async (how) => {
    await answers();
    let goOn = () => {};
    const broken = new Promise<void>((resolve) => (goOn = resolve));
    let begun = () => {};
    const inProgress = new Promise<void>((resolve) => (begun = resolve));
    const done = database.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      begun();
      await broken;
      await tx.execute(sql`select 2`);
    });
    await inProgress;
    wire.cut(how);
    await expect(done).rejects.toThrow();
    goOn();
    wire.mend();
    await answers();
  },
);

test.each(['reset', 'close'] as const)(
  'a transaction whose connection breaks (%s) under a statement is refused, and the next one works',
  async (how) => {
    await answers();
    const done = database.db.transaction(async (tx) => {
      const slow = tx.execute(sql`select pg_sleep(5)`);
      await eventually(async () => {
        const rows = await testServer.db.execute(sql`select 1 from pg_stat_activity
          where query like 'select pg_sleep%' and state = 'active' and datname = current_database()`);
        expect(rows).toHaveLength(1);
      });
      wire.cut(how);
      await slow;
    });
    await expect(done).rejects.toThrow();
    wire.mend();
    const sums = await Promise.all(
      Array.from({ length: 16 }, () =>
        eventually(() => database.db.transaction((tx) => tx.execute(sql`select 1`))),
      ),
    );
    expect(sums).toHaveLength(16);
  },
);

test('while the database is away the server says so, and what was not acknowledged lands once when it is back', async () => {
  const helpline = await openHelpline(testServer);
  const { ana, ben } = await helpline.pair();
  const ready = async () => (await fetch(`${testServer.url}/readyz`)).status;
  expect(await ready()).toBe(200);
  wire.cut();
  const [commandId, messageId] = [newId(), newId()];
  const say = () => ana.send('message:send', { messageId, body: 'Still here?' }, commandId);
  expect(await say()).toEqual(refused('failed'));
  expect(await ready()).toBe(503);
  expect((await fetch(`${testServer.url}/livez`)).status).toBe(200);
  wire.mend();
  await eventually(async () => expectOk(say()));
  await eventually(async () => expect(await ready()).toBe(200));
  expect(await say()).toEqual({ ok: true });
  await ben.catchesUp();
  expect(ben.heard.filter(({ row }) => row.id === messageId)).toHaveLength(1);
  helpline.leaveAll();
});

test('a wire that is cut again and again under commands ends no process and loses nothing acknowledged', async () => {
  const helpline = await openHelpline(testServer);
  const { ana, ben } = await helpline.pair();
  const acknowledged: string[] = [];
  let saying = true;
  const says = [ana, ben].map(async (client) => {
    while (saying) {
      const messageId = newId();
      const commandId = newId();
      const say = () => client.send('message:send', { messageId, body: 'Hello' }, commandId);
      await eventually(async () => expectOk(say()), 20);
      acknowledged.push(messageId);
    }
  });
  for (let cut = 1; cut <= 6; cut += 1) {
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(cut * 15));
    wire.snap(cut % 2 ? 'reset' : 'close');
  }
  saying = false;
  await Promise.all(says);
  const { messages } = (await helpline.connect('ana', { since: 1 })).welcome;
  const rows = messages.map(({ id }) => id);
  expect(new Set(rows).size).toBe(rows.length);
  expect(acknowledged.slice(-90).filter((id) => !rows.includes(id))).toEqual([]);
  helpline.leaveAll();
});
