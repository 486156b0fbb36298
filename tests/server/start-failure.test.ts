import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { compiled } from '../support/compiled.ts';
import { freePort } from '../support/free-port.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'alongside-start-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('where its folder cannot be made it does not start, says which and what to set, and touches nothing', async () => {
  const file = join(folder, 'taken');
  await writeFile(file, 'kept');
  const environment = { DATA_DIR: join(file, 'data'), DATABASE_URL: '', KEY_FILE: '', ENCRYPTION_KEYS: '' };
  const child = spawn(process.execPath, [await compiled('server/main.ts')], {
    cwd: projectRoot,
    env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(await freePort()), ORIGIN: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  expect(said.trim()).toBe(
    `Alongside could not start. The folder ${environment.DATA_DIR} cannot be used (ENOTDIR at ${environment.DATA_DIR}). Set DATA_DIR to one that this account may write.`,
  );
  expect([complained, code]).toEqual(['', 1]);
});
