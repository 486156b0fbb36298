import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { keySourceOf } from '#server/platform/encryption/key-source';
import { openEncryption } from '#server/platform/encryption/open';
import type { WrongSettings } from '#server/platform/settings';
import { projectRoot } from '#server/platform/root';
import { readSettings } from '#server/platform/settings';
import { sealedTables } from '#server/sealed-tables';
import { everyRow } from '../support/backup.ts';
import { compiled } from '../support/compiled.ts';
import { freshDatabase } from '../support/database.ts';
import { onDatabase } from '../support/on-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sitAtTerminal } from '../support/terminal.ts';
import { openTestServer } from '../support/test-server.ts';
import { openTestKeys, testKey, testKeySettings } from '../support/keys.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => void (folder = await temporaryFolder()));
afterAll(() => folder.remove());
beforeEach(async () => void (database = await freshDatabase()));
afterEach(() => database.drop());

const newKey = () => randomBytes(32).toString('base64');
test('with a database elsewhere the key has to be given, in one of two ways', () => {
  const linesFor = (environment: NodeJS.ProcessEnv) => {
    try {
      return readSettings({ DATABASE_URL: 'postgres://a:b@db/alongside', ...environment });
    } catch (error) {
      return (error as WrongSettings).lines;
    }
  };
  expect(linesFor({})).toEqual([expect.stringMatching(/^KEY_FILE is missing: /)]);
  expect(linesFor({ KEY_FILE: 'key', ENCRYPTION_KEYS: testKey })).toEqual([
    expect.stringMatching(/^KEY_FILE and ENCRYPTION_KEYS are both set: /),
  ]);
  expect(linesFor({ ENCRYPTION_KEYS: testKey })).toMatchObject({ encryptionKeys: testKey });
});

test('a file that others can read, or that is not there, is refused', async () => {
  const keyFile = join(folder.path, 'key');
  const source = keySourceOf({ ...testKeySettings, encryptionKeys: undefined, keyFile });
  expect(() => source.read()).toThrow('cannot be read (ENOENT)');
  await writeFile(keyFile, newKey(), { mode: 0o600 });
  expect(source.read()!.size).toBe(1);
  for (const mode of [0o640, 0o604]) {
    await chmod(keyFile, mode);
    expect(() => source.read()).toThrow('can be read by other accounts');
  }
});

const openWith = (source: Parameters<typeof openEncryption>[0]['source']) =>
  openEncryption({ databaseUrl: database.url, source, tables: sealedTables, log: () => {} });

test('without a database elsewhere the key is made once, beside the data and for its owner alone', async () => {
  const dataDir = join(folder.path, 'data');
  const source = keySourceOf({ ...testKeySettings, encryptionKeys: undefined, dataDir });
  await openWith(source);
  const made = await readFile(`${dataDir}.key`, 'utf8');
  expect((await stat(`${dataDir}.key`)).mode & 0o777).toBe(0o600);
  await openWith(source);
  expect(await readFile(`${dataDir}.key`, 'utf8')).toBe(made);
});

test('another key, or none, ends the start in one sentence, and nothing is overwritten', async () => {
  await openTestKeys(database.url);
  const before = await everyRow(database.url);
  await expect(openTestKeys(database.url, newKey())).rejects.toThrow(
    'The encryption key is not the one this database was sealed with.',
  );
  await expect(openTestKeys(database.url, `2:${newKey()}`)).rejects.toThrow(
    'The database is sealed with version 1 of the encryption key, which is missing.',
  );
  const dataDir = join(folder.path, 'empty');
  const lost = keySourceOf({ ...testKeySettings, encryptionKeys: undefined, dataDir });
  await expect(openWith(lost)).rejects.toThrow(
    'The encryption key that this database was sealed with is missing.',
  );
  await expect(stat(`${dataDir}.key`)).rejects.toThrow('ENOENT');
  expect(await everyRow(database.url)).toEqual(before);
});

test('the program says so in one line when it starts, and ends with code 1', async () => {
  await openTestKeys(database.url);
  const program = await compiled('server/main.ts');
  const start = (environment: Record<string, string>) =>
    spawnSync(process.execPath, [program], {
      cwd: projectRoot,
      env: { ...process.env, DATABASE_URL: database.url, ORIGIN: '', PORT: '1', ...environment },
      encoding: 'utf8',
    });
  const other = start({ ENCRYPTION_KEYS: newKey() });
  expect(other.stdout).toBe(
    'Alongside could not start. The encryption key is not the one this database was sealed with.\n',
  );
  const none = start({ ENCRYPTION_KEYS: '', KEY_FILE: '' });
  expect(none.stderr).toMatch(/^Alongside cannot start with these settings:\n {2}KEY_FILE is missing: .*\n$/);
  expect([other.status, none.status]).toEqual([1, 1]);
});

test('the admin shell rotates the keys of a database, and says what was done', async () => {
  const terminal = await sitAtTerminal(new Date('2026-11-18T20:00Z'));
  const { code, said, complained } = await terminal.types('rotate-key --json');
  await terminal.leave();
  expect([code, complained]).toEqual([0, '']);
  expect(JSON.parse(said)).toEqual({ version: 1, rewrapped: 0 });
});

test('a server is not ready once another database has been put in the place of its own', async () => {
  const server = await openTestServer({ databaseUrl: database.url });
  const ready = async () => (await fetch(`${server.url}/readyz`)).status;
  expect(await ready()).toBe(200);
  await onDatabase(
    database.url,
    async (sql) => void (await sql`update key_versions set probe = reverse(probe)`),
  );
  expect(await ready()).toBe(503);
  await server.close();
});

test('five servers that start at once on a new database have the same keys', async () => {
  const opened = await Promise.all([1, 2, 3, 4, 5].map(() => openTestKeys(database.url)));
  expect(new Set(opened.map(({ digest }) => digest('the same'))).size).toBe(1);
  expect(opened.every(({ cluster }) => cluster.equals(opened[0]!.cluster))).toBe(true);
  const rows = await onDatabase(database.url, (sql) => sql`select purpose from data_keys order by 1`);
  expect(rows.map(({ purpose }) => purpose as string)).toEqual(['cluster', 'digests', 'handles', 'receipts']);
});
