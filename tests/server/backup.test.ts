import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restoreBackup } from '#server/platform/backup/restore';
import { leftOut } from '#server/platform/backup/tables';
import { takeBackup } from '#server/platform/backup/take';
import { verifyBackup } from '#server/platform/backup/verify';
import { everyRow, populatedServer, type Collection } from '../support/backup.ts';
import { bareDatabase, freshDatabase } from '../support/database.ts';
import { expectOk, newId, password, post, type Helpline } from '../support/helpline.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { quickKeys } from '../support/quick-keys.ts';
import { connectClient } from '../support/client.ts';
import { testKeySource } from '../support/keys.ts';
import { nobodyErased } from '../support/nobody-erased.ts';
import { onDatabase } from '../support/on-database.ts';

const keysFor = quickKeys('a lamp in every window');
let testServer: TestServer;
let helpline: Helpline;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let file: string;
let before: Collection;
let taking: { from: number; until: number };
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [{ testServer, helpline }, folder] = await Promise.all([populatedServer(), temporaryFolder()]);
  file = join(folder.path, 'tonight.backup');
  before = await everyRow(testServer.databaseUrl);
  const from = await databaseTime();
  await takeBackup({ databaseUrl: testServer.databaseUrl, file, keysFor, trial: false });
  taking = { from, until: await databaseTime() };
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
  await testServer.close();
  await folder.remove();
});

test('what is restored is every row of every table, and nobody is signed in', async () => {
  const url = await emptyDatabase();
  await restoreBackup({
    databaseUrl: url,
    file,
    keysFor,
    keySource: testKeySource,
    erasing: nobodyErased,
    trial: false,
  });
  const after = await everyRow(url, 1);
  const empty = Object.keys(before).filter((table) => before[table]!.length === 0);
  expect(leftOut).toEqual(expect.arrayContaining(empty));
  expect(empty).not.toContain('sessions');
  expect(after).toEqual({ ...before, ...Object.fromEntries(leftOut.map((table) => [table, []])) });
});

test('a database without any table is migrated first', async () => {
  const { url, drop } = await bareDatabase();
  undo.push(drop);
  const { rows } = await restoreBackup({
    databaseUrl: url,
    file,
    keysFor,
    keySource: testKeySource,
    erasing: nobodyErased,
    trial: false,
  });
  expect(rows.people).toBe(before.people!.length);
});

test('a backup tells what is in it', async () => {
  const told = await verifyBackup(file, keysFor);
  expect(told.rows.calls).toBe(before.calls!.length);
  expect(Object.keys(told.rows)).toEqual(
    expect.arrayContaining(['messages', 'flags', 'debriefs', 'commands']),
  );
  expect(told.rows).not.toHaveProperty('sessions');
  expect(told.helplines).toContainEqual(expect.objectContaining({ id: helpline.id, name: 'Test line' }));
  expect(told.fits).toBe('same');
  expect(Date.parse(told.takenAt)).toBeGreaterThanOrEqual(taking.from);
  expect(Date.parse(told.takenAt)).toBeLessThanOrEqual(taking.until);
});

test('nobody else may read the file, nothing is left beside it, and not a word in it can be read', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await expect(stat(`${file}.part`)).rejects.toThrow('ENOENT');
  expect((await readFile(file)).includes('That one was hard')).toBe(false);
});

test('a file that is there stays, unless it is to be replaced', async () => {
  const taken = join(folder.path, 'taken');
  await writeFile(taken, 'something else');
  const again = { databaseUrl: testServer.databaseUrl, file: taken, keysFor, trial: false };
  await expect(takeBackup(again)).rejects.toThrow('is there already');
  expect(await readFile(taken, 'utf8')).toBe('something else');
  await takeBackup({ ...again, force: true });
  expect((await verifyBackup(taken, keysFor)).rows.calls).toBe(before.calls!.length);
});

test('a backup that another one is writing is left alone', async () => {
  const busy = join(folder.path, 'busy');
  await writeFile(`${busy}.part`, 'half');
  const wish = { databaseUrl: testServer.databaseUrl, file: busy, keysFor, trial: false };
  await expect(takeBackup(wish)).rejects.toThrow('another backup is being written');
  expect(await readFile(`${busy}.part`, 'utf8')).toBe('half');
});

test('a backup of a database that cannot be reached leaves no file', async () => {
  const lost = join(folder.path, 'lost');
  const wish = { databaseUrl: 'postgres://app@127.0.0.1:1/nowhere', file: lost, keysFor, trial: false };
  await expect(takeBackup(wish)).rejects.toThrow('ECONNREFUSED');
  await expect(stat(`${lost}.part`)).rejects.toThrow('ENOENT');
});

test('a browser that knew a later state than the restored one gets everything anew', async () => {
  const lost = await helpline.connect('ana');
  await expectOk(
    lost.send('message:send', { messageId: newId(), body: 'Said after the backup' }),
    lost.send('presence:set', { state: 'ready' }),
  );
  await lost.hears('presence:changed');
  const known = Math.max(...lost.heard.map(({ row }) => row.version));
  const url = await emptyDatabase();
  await restoreBackup({
    databaseUrl: url,
    file,
    keysFor,
    keySource: testKeySource,
    erasing: nobodyErased,
    trial: false,
  });
  const restored = await openTestServer({ databaseUrl: url });
  undo.push(() => restored.close());
  const answer = await post(restored.url, '/api/sign-in', { email: helpline.emailOf('ana'), password });
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  const welcomeSince = async (since: number) => {
    const connect = await connectClient(restored.url, cookie, since);
    connect.leave();
    return connect.welcome;
  };

  for (const since of [1, lost.welcome.version - 1, known, known + 5_000]) {
    const welcome = await welcomeSince(since);
    expect(welcome.since).toBe(0);
    expect(welcome.messages.map(({ body }) => body)).toContain('Welcome, Cai');
    for (const { version } of [...welcome.calls, ...welcome.people, ...welcome.messages, ...welcome.shifts])
      expect(version).toBeGreaterThan(known + 5_000);
  }
  const { version } = await welcomeSince(0);
  expect((await welcomeSince(version)).since).toBe(version);
});

/** The database's own, which is not the date of this process. */
const databaseTime = () =>
  onDatabase(testServer.databaseUrl, async (sql) => {
    const [found] = await sql<[{ at: Date }]>`select now() as at`;
    return found.at.getTime();
  });

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await freshDatabase();
  undo.push(drop);
  return url;
}
