import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { runProgram } from '../support/run-program.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'alongside-start-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

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
