import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';

/** As npm does it: a shell between npm and the program. The second command keeps the shell from becoming the program. */
const command = `${process.execPath} scripts/prepared.mjs tests/support/says-its-pid.mjs; true`;

test('a signal that ends npm, and with it the shell between, ends what npm has started', async () => {
  const shell = spawn('sh', ['-c', command], {
    cwd: projectRoot,
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
  const next = async () => ((await lines.next()) as { value?: string }).value;
  expect(Number(await next())).not.toBe(shell.pid);
  const exited = once(shell, 'exit');
  shell.kill('SIGTERM');
  await exited;
  expect(await next()).toBe('ended by SIGTERM');
  expect(await next()).toBeUndefined();
});
