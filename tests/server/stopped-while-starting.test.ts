import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from '#server/platform/database/embedded/processes';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { projectRoot } from '#server/platform/root';
import { compiled } from '../support/compiled.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => void (folder = await temporaryFolder()));
afterAll(() => folder.remove());

test('a server that is stopped while it starts leaves no database running, and the next start finds it whole', async () => {
  const dir = join(folder.path, 'data');
  const note = join(dir, 'postgres', 'postmaster.pid');
  const child = spawn(process.execPath, [await compiled('server/main.ts')], {
    cwd: projectRoot,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      DATA_DIR: dir,
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const postmaster = await eventually(async () => {
    const pid = Number((await readFile(note, 'utf8')).split('\n')[0]);
    expect(pid).toBeGreaterThan(0);
    return pid;
  }, 5);
  child.kill('SIGTERM');
  const [code, signal] = await ended;
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(existsSync(note)).toBe(false);
  expect(isAlive(postmaster)).toBe(false);
  await (await startEmbedded({ dir })).stop();
});
