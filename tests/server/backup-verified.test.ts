import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scrape, valueOf } from '../support/exposition.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { typingAt } from '../support/terminal.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let testServer: TestServer;
let now: Date;
let types: ReturnType<typeof typingAt>;
beforeAll(async () => {
  folder = await temporaryFolder();
  testServer = await openTestServer({ metrics: { port: 0, host: '127.0.0.1' }, backupFolder: folder.path });
  now = testServer.clock.now();
  types = typingAt(testServer.databaseUrl, folder.path, () => now);
  await writeFile(join(folder.path, 'secret'), 'three lamps in a window\n');
});
afterAll(async () => {
  await testServer.close();
  await folder.remove();
});

const command = (what: string, file: string) => types(`${what} ${file} --passphrase-file secret`);
const taken = async () =>
  valueOf(await scrape(testServer.metricsPort), 'alongside_backup_taken_timestamp_seconds');
const verified = async () =>
  valueOf(await scrape(testServer.metricsPort), 'alongside_backup_verified_timestamp_seconds');
const takenAt = async (file: string) => {
  const { said } = await types(`verify-backup ${file} --passphrase-file secret --json`);
  return Date.parse((JSON.parse(said) as { takenAt: string }).takenAt) / 1_000;
};

test('the metrics say when the last verified backup was taken, and nothing before there is one', async () => {
  await command('backup', 'one.backup');
  expect([await taken(), await verified()]).toEqual([undefined, undefined]);
  expect((await command('verify-backup', 'one.backup')).code).toBe(0);
  expect(await verified()).toBe(now.getTime() / 1_000);
  expect(await taken()).toBe(await takenAt('one.backup'));
});

test('one that is damaged, or older than the last, does not count', async () => {
  await command('backup', 'two.backup');
  now = new Date(now.getTime() + 60_000);
  await command('verify-backup', 'two.backup');
  const last = await takenAt('two.backup');
  const noted = await verified();
  now = new Date(now.getTime() + 60_000);
  expect((await command('verify-backup', 'one.backup')).code).toBe(0);
  await command('backup', 'spoilt.backup');
  const bytes = await readFile(join(folder.path, 'spoilt.backup'));
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(join(folder.path, 'spoilt.backup'), bytes);
  expect((await command('verify-backup', 'spoilt.backup')).code).toBe(1);
  expect(await taken()).toBe(last);
  expect(await verified()).toBe(noted);
});

test('where it cannot be noted, it is verified all the same, and that is said', async () => {
  await mkdir(join(folder.path, 'elsewhere', 'verified.json'), { recursive: true });
  await command('backup', 'elsewhere/three.backup');
  const { code, said } = await command('verify-backup', 'elsewhere/three.backup');
  expect(code).toBe(0);
  expect(said).toContain('The backup is whole.');
  expect(said).toMatch(/could not be noted for the metrics\. .*verified\.json cannot be written/);
});
