import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#server/platform/settings';
import { failureWords } from '#server/start-failure';
import { startOfTests } from '../support/clock.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { newId } from '../support/helpline.ts';
import { testKey } from '../support/keys.ts';
import { onDatabase } from '../support/on-database.ts';
import { runProgram } from '../support/run-program.ts';
import { typingAt } from '../support/terminal.ts';

let folder: string;
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-start-'));
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('where its folder cannot be made it does not start, says which and what to set, and touches nothing', async () => {
  const file = join(folder, 'taken');
  await writeFile(file, 'kept');
  const dataDir = join(file, 'data');
  const nothingElse = { DATABASE_URL: '', KEY_FILE: '', ENCRYPTION_KEYS: '', ORIGIN: '' };
  const environment = {
    DATA_DIR: dataDir,
    ...nothingElse,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
  };
  const { said, complained, code } = await runProgram('server/main.ts', [], environment);
  expect(said.trim()).toBe(
    `Alongside could not start. The folder ${dataDir} cannot be used (ENOTDIR at ${dataDir}). Set DATA_DIR to one that this account may write.`,
  );
  expect([complained, code]).toEqual(['', 1]);
});

test.each([
  ['HOST', 'an address of another computer', { HOST: '203.0.113.9' }],
  ['HOST', 'a name that leads nowhere', { HOST: 'no-such-host.invalid' }],
  [
    'METRICS_HOST',
    'an address of another computer',
    { METRICS_HOST: '203.0.113.9', METRICS_PORT: String(await freePort()) },
  ],
])('with a %s that is %s it does not start, and says so', async (name, _what, wrong) => {
  const own = { DATABASE_URL: database.url, ENCRYPTION_KEYS: testKey, KEY_FILE: '', METRICS_PORT: '' };
  const address = { HOST: '127.0.0.1', PORT: String(await freePort()) };
  const known = { ORIGIN: 'https://line.example', TRUST_PROXY: '1', LOG_LEVEL: 'info' };
  const { said, complained } = await runProgram('server/main.ts', [], {
    ...own,
    ...address,
    ...known,
    ...wrong,
  });
  const given = (wrong as Record<string, string>)[name];
  expect(said.trim()).toBe(
    `Alongside could not start. ${name} is ${given}, which is not an address of this computer. Set it to one that is, such as ${name}=127.0.0.1.`,
  );
  expect(complained).toBe('');
});

const away = 'The database does not answer at DATABASE_URL. Is it running, and is the address right?';

test.each([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED'],
])('a database that cannot be reached (%s) does not answer, in one sentence', (code) => {
  const settings = readSettings({ ENCRYPTION_KEYS: testKey });
  const error = Object.assign(new Error('raw'), { code, hostname: 'db.internal' });
  expect(failureWords(error, settings)).toBe(away);
  expect(failureWords(new Error('a statement', { cause: error }), settings)).toBe(away);
});

test('what the server says of a database that is away, or lets nobody in, the commands say too', async () => {
  const elsewhere = new URL(database.url);
  elsewhere.hostname = 'no-such-host.invalid';
  const asksAt = (url: URL) => typingAt(url.href, folder, () => startOfTests)('helpline list');
  expect(await asksAt(elsewhere)).toEqual({ code: 1, said: '', complained: away });

  const role = `locked_out_${newId().slice(-12)}`;
  await onDatabase(database.url, (sql) => sql.unsafe(`create role ${role} login password 'right'`));
  const wrong = new URL(database.url);
  [wrong.username, wrong.password] = [role, 'wrong'];
  const notLetIn =
    'The database does not let in the role of DATABASE_URL. Are its name and its password right?';
  expect(await asksAt(wrong)).toEqual({ code: 1, said: '', complained: notLetIn });
  const environment = { DATABASE_URL: wrong.href, ENCRYPTION_KEYS: testKey, KEY_FILE: '', ORIGIN: '' };
  const where = { HOST: '127.0.0.1', PORT: String(await freePort()), TRUST_PROXY: '0', METRICS_PORT: '' };
  const { said } = await runProgram('server/main.ts', [], { ...environment, ...where });
  expect(said.trim()).toBe(`Alongside could not start. ${notLetIn}`);
  await onDatabase(database.url, (sql) => sql.unsafe(`drop role ${role}`));
});
