import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testKey } from '../support/keys.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';

const passphrase = 'three lamps in a window';
let running: Awaited<ReturnType<typeof temporaryDatabase>>;

/** Alongside is running, with the trial in it. */
beforeAll(async () => {
  running = await temporaryDatabase({ fsync: 'off' });
  await admin({}, 'seed', 'demo');
});
afterAll(() => running.remove());

test('a backup is made beside a running Alongside, verified, and restored elsewhere', async () => {
  const made = await admin({}, 'backup', 'tonight.backup');
  expect(made).toMatchObject({ code: 0, complained: '' });
  expect(made.said).toContain(`The backup is in ${join(running.folder, 'tonight.backup')}.`);
  expect(made.said).toMatch(/^Lamplight \(trial\), up to change \d+\.$/m);
  expect((await stat(join(running.folder, 'tonight.backup'))).mode & 0o777).toBe(0o600);

  const verified = await admin({}, 'verify-backup', 'tonight.backup');
  expect(verified).toMatchObject({ code: 0, complained: '' });
  expect(verified.said).toMatch(/^The backup is whole\.$/m);
  expect(verified.said).toMatch(/^ {2}people +10$/m);
  expect(verified.said).toContain('This version of Alongside can restore it.');

  const elsewhere = { DATA_DIR: join(running.folder, 'elsewhere') };
  const restored = await admin(elsewhere, 'restore', 'tonight.backup', '--json');
  expect(restored).toMatchObject({ code: 0, complained: '' });
  expect(JSON.parse(restored.said)).toMatchObject({ trial: true, rows: { people: 10 } });
  const list = await admin(elsewhere, 'helpline', 'list');
  expect(list.said).toContain('Lamplight (trial), Europe/London, people: 10');

  expect(await admin(elsewhere, 'restore', 'tonight.backup')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('The database is not empty') as string,
  });
});

test('the passphrase may come from a file, and is never a word of the command', async () => {
  await writeFile(join(running.folder, 'secret'), 'another lamp by the door\n');
  const made = await admin({}, 'backup', 'other.backup', '--passphrase-file', 'secret', '--json');
  expect(JSON.parse(made.said)).toMatchObject({
    file: join(running.folder, 'other.backup'),
    rows: { people: 10 },
  });
  expect(await admin({}, 'verify-backup', 'other.backup')).toEqual({
    code: 1,
    said: '',
    complained: 'The passphrase is not the one this backup was made with.',
  });
  expect((await admin({}, 'backup', '--help')).said.split('\n')[0]).toBe(
    'npm run admin -- backup FILE [--passphrase-file FILE] [--force] [--dry-run]',
  );
});

test.each([
  ['no file', ['backup'], {}, 2, 'FILE is missing: it should be the file to write.'],
  ['two files', ['backup', 'one', 'two'], {}, 2, '"two" is not expected here.'],
  ['nobody to ask', ['backup', 'one'], { BACKUP_PASSPHRASE: '' }, 1, 'There is nobody to ask'],
  ['a short passphrase', ['backup', 'one'], { BACKUP_PASSPHRASE: 'lamp' }, 1, 'should have at least 15'],
  ['no passphrase file', ['backup', 'one', '--passphrase-file', 'no'], {}, 1, 'cannot be read (ENOENT)'],
  ['no such folder', ['backup', 'no/one'], {}, 1, 'cannot be written (ENOENT)'],
  ['no backup', ['verify-backup', 'one'], {}, 1, 'cannot be read (ENOENT)'],
  [
    'a database that is away',
    ['backup', 'one'],
    { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', ENCRYPTION_KEYS: testKey },
    1,
    'does not answer',
  ],
])('%s is said in one sentence', async (_, words, environment, code, sentence) => {
  const answer = await admin(environment, ...words);
  expect(answer.complained).toContain(sentence);
  expect(answer).toMatchObject({ code, said: '' });
  expect(answer.complained.split('\n')).toHaveLength(1);
});

test('a damaged backup is said to be one, with exit code 1', async () => {
  await admin({}, 'backup', 'spoilt.backup');
  const bytes = await readFile(join(running.folder, 'spoilt.backup'));
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(join(running.folder, 'spoilt.backup'), bytes);
  const { code, complained } = await admin({}, 'verify-backup', 'spoilt.backup');
  expect(code).toBe(1);
  expect(complained).toMatch(/^The backup is damaged or ends too early, in chunk \d\.$/);
});

async function admin(environment: Record<string, string>, ...words: string[]) {
  const usual = {
    DATA_DIR: join(running.folder, 'data'),
    DATABASE_URL: '',
    ENCRYPTION_KEYS: testKey,
    ORIGIN: '',
    HOST: '',
    LOG_LEVEL: 'warn',
  };
  const given = { ...usual, BACKUP_PASSPHRASE: passphrase, INIT_CWD: running.folder, ...environment };
  return runProgram('server/admin.ts', words, given);
}
