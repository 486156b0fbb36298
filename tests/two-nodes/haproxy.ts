import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';

export const hasHaproxy = () => spawnSync('haproxy', ['-v'], { stdio: 'ignore' }).status === 0;

export type Ports = { people: number; one: number; two: number };

/** haproxy with the very file that the documentation gives, but for the ports and the account, to which only root can change. */
export async function startHaproxy(folder: string, ports: Ports): Promise<{ stop: () => Promise<void> }> {
  const documented = await readFile(join(projectRoot, 'docs', 'haproxy.cfg'), 'utf8');
  const file = join(folder, 'haproxy.cfg');
  await writeFile(
    file,
    documented
      .replace(/^ {2}(user|group) haproxy\n/gm, '')
      .replace('127.0.0.1:4700', `127.0.0.1:${ports.people}`)
      .replace('127.0.0.1:4701', `127.0.0.1:${ports.one}`)
      .replace('127.0.0.1:4702', `127.0.0.1:${ports.two}`),
  );
  const child = spawn('haproxy', ['-db', '-q', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  return {
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
