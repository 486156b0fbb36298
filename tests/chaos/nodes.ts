import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '#server/platform/root';
import { freePort } from '../support/free-port.ts';
import { machineDate } from '../support/real-time.ts';

export const origin = 'http://localhost:4700';
/** Milliseconds, with much else going on. */
const startTakesAtMost = 90_000;

type Given = { count: number; environment: Record<string, string>; folder: string; nodeOptions?: string[] };

/** So many servers on one database, each what `npm start` starts, that can be killed and started again. */
export async function openNodes({ count, environment, folder, nodeOptions = [] }: Given) {
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const running: (ChildProcess | undefined)[] = ports.map(() => undefined);
  const endedByThemselves: string[] = [];
  let isClosing = false;
  const record = openSync(join(folder, 'servers.log'), 'a');
  for (const index of ports.keys()) await start(index);

  return {
    ports,
    start,
    endedByThemselves,
    pids: () => running.flatMap((child) => (child && !hasEnded(child) ? [child.pid!] : [])),
    /** Killed with SIGKILL. */
    async kill(index: number) {
      const child = running[index % count]!;
      if (hasEnded(child)) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async close() {
      isClosing = true;
      await Promise.all(
        running.map(async (child) => {
          if (!child || hasEnded(child)) return;
          child.kill('SIGTERM');
          await once(child, 'exit');
        }),
      );
    },
  };

  /** Resolves once it listens. One that ends while it starts, as when the database is away, is started again. */
  async function start(index: number) {
    const at = index % count;
    const deadline = machineDate().getTime() + startTakesAtMost;
    while (!(await isAlive(ports[at]!))) {
      if (machineDate().getTime() > deadline)
        throw new Error(`A server did not start: see ${join(folder, 'servers.log')}.`);
      if (hasEnded(running[at])) running[at] = launch(ports[at]!);
      await pause(20);
    }
    running[at]!.once('exit', (code) => {
      if (code !== null && !isClosing) endedByThemselves.push(`number ${at + 1} with code ${code}`);
    });
  }

  function launch(port: number): ChildProcess {
    const own = {
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: origin,
      TRUST_PROXY: '0',
      COMMANDS_PER_MINUTE: '1000000',
      LOG_LEVEL: 'warn',
    };
    return spawn(process.execPath, [...nodeOptions, 'dist/server/main.js'], {
      cwd: projectRoot,
      env: { ...process.env, ...own, ...environment },
      stdio: ['ignore', record, record],
    });
  }
}
export type Nodes = Awaited<ReturnType<typeof openNodes>>;

const hasEnded = (child: ChildProcess | undefined) =>
  !child || child.exitCode !== null || child.signalCode !== null;

async function isAlive(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/livez`).catch(() => null);
  return answer?.ok ?? false;
}
