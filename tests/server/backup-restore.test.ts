import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restoreBackup } from '#server/platform/backup/restore';
import { seal } from '#server/platform/backup/seal';
import { takeBackup } from '#server/platform/backup/take';
import { ageOf, ourMigrations } from '#server/platform/database/migrations';
import { everyRow, startBackupChild } from '../support/backup.ts';
import { bareDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openHelpline } from '../support/helpline.ts';
import { onDatabase } from '../support/on-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { quickKeys } from '../support/quick-keys.ts';
import { keySourceOf } from '#server/platform/encryption/key-source';
import { nextTestKey, testKeySettings, testKeySource } from '../support/keys.ts';
import { nobodyErased } from '../support/nobody-erased.ts';

const keysFor = quickKeys('a lamp in every window');
let testServer: TestServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let file: string;
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [testServer, folder] = await Promise.all([openTestServer(), temporaryFolder()]);
  await openHelpline(testServer);
  file = join(folder.path, 'one.backup');
  await takeBackup({ databaseUrl: testServer.databaseUrl, file, keysFor, trial: false });
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
  await testServer.close();
  await folder.remove();
});

test('a database with anything in it is refused, and stays as it is', async () => {
  const before = await everyRow(testServer.databaseUrl);
  await expect(restored(testServer.databaseUrl)).rejects.toThrow('The database is not empty');
  expect(await everyRow(testServer.databaseUrl)).toEqual(before);
});

test('two restores at once: one fills the database, the other is refused', async () => {
  const url = await emptyDatabase();
  const outcomes = await Promise.allSettled([restored(url), restored(url)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await everyRow(url)).people).toHaveLength(6);
});

test('a restore that is killed half-way leaves the database empty, and can be tried again', async () => {
  const url = await emptyDatabase();
  await onDatabase(url, async (sql) => {
    await sql`create function wait_here() returns trigger language plpgsql as
      $$ begin perform pg_sleep(60); return null; end $$`;
    await sql`create trigger wait_here after insert on places execute function wait_here()`;
  });
  const child = await startBackupChild('restore', url, file);
  await eventually(async () => expect(await waitingAt(url, 'insert into "places"')).toBe(1));
  child.kill('SIGKILL');
  await onDatabase(
    url,
    (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`,
  );
  expect(Object.values(await everyRow(url)).flat()).toEqual([]);
  await onDatabase(url, (sql) => sql`drop trigger wait_here on places`);
  await expect(restored(url)).resolves.toMatchObject({ rows: { people: 6, places: 2 } });
});

test('rows that come out differently are noticed, and nothing stays', async () => {
  const url = await emptyDatabase();
  await onDatabase(url, async (sql) => {
    await sql`create function spoil() returns trigger language plpgsql as
      $$ begin new.first_name := lower(new.first_name); return new; end $$`;
    await sql`create trigger spoil before insert on people for each row execute function spoil()`;
  });
  await expect(restored(url)).rejects.toThrow('The table people did not come out as it was written');
  expect(Object.values(await everyRow(url)).flat()).toEqual([]);
});

test('a real helpline is never restored where a trial would open it without a password', async () => {
  const url = await emptyDatabase();
  await expect(restored(url, true)).rejects.toThrow('a trial that needs no password');
  expect((await everyRow(url)).people).toEqual([]);
});

test('a database that was migrated further is not backed up by this version', async () => {
  const { url, drop } = await freshDatabase();
  undo.push(drop);
  await onDatabase(
    url,
    (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9e15)`,
  );
  const wish = { databaseUrl: url, file: join(folder.path, 'other'), keysFor, trial: false };
  await expect(takeBackup(wish)).rejects.toThrow('not the one this version of Alongside uses');
});

test.each([
  ['newer', [...ourMigrations, 'later'], 'newer than this one'],
  ['older', ourMigrations.slice(0, -1), 'older than this one'],
  ['other', ['something else'], 'whose tables are not those'],
])('a backup with %s migrations is refused before anything is touched', async (age, migrations, words) => {
  expect(ageOf(migrations)).toBe(age);
  const { url, drop } = await bareDatabase();
  undo.push(drop);
  const odd = join(folder.path, `${age}.backup`);
  await writeBackupWith(odd, migrations);
  await expect(restored(url, false, odd)).rejects.toThrow(words);
  expect(await everyRow(url)).toEqual({});
});

test.each([
  ['another key', nextTestKey, 'The encryption key is not the one this database was sealed with.'],
  ['another version of the key', `2:${nextTestKey}`, 'is sealed with version 1 of the encryption key'],
])('with %s nothing is restored, as a dry run says before', async (_name, encryptionKeys, words) => {
  const url = await emptyDatabase();
  const keySource = keySourceOf({ ...testKeySettings, encryptionKeys });
  const wish = { databaseUrl: url, file, keysFor, keySource, erasing: nobodyErased, trial: false };
  for (const dryRun of [true, false]) {
    const restoring = restoreBackup({ ...wish, dryRun });
    await expect(restoring).rejects.toThrow(words);
    await expect(restoring).rejects.toThrow('put the key file of the time of the backup in place first');
  }
  expect(Object.values(await everyRow(url)).flat()).toEqual([]);
});

async function writeBackupWith(path: string, migrations: string[]): Promise<void> {
  const head = { alongside: '9.9.9', takenAt: '', trial: false, migrations, tables: [], helplines: [] };
  const lines = [head, { end: {} }].map((line) => JSON.stringify(line));
  const parts: Buffer[] = [];
  for await (const bytes of seal(Readable.from([gzipSync(lines.join('\n'))]), keysFor)) parts.push(bytes);
  await writeFile(path, Buffer.concat(parts));
}

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await freshDatabase();
  undo.push(drop);
  return url;
}

const waitingAt = (url: string, statement: string) =>
  onDatabase(url, async (sql) => {
    const [found] = await sql<[{ count: number }]>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep' and query like ${`${statement}%`}`;
    return found.count;
  });

const restored = (databaseUrl: string, trial = false, from = file) =>
  restoreBackup({ databaseUrl, file: from, keysFor, keySource: testKeySource, erasing: nobodyErased, trial });
