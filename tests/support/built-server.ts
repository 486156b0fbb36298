import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '#server/platform/root';
import { openHome } from './built-server-home.ts';
import { machineDate } from './real-time.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Milliseconds, with much else going on. */
const startTakesAtMost = 90_000;
const stopTakesAtMost = 30_000;

export type BuiltServer = {
  address: string;
  dataDir: string;
  /** Ends it as an update does, and starts it, or what was built in another folder, at the same address with the same data. */
  restart: (root?: string) => Promise<void>;
  /** With `keep`, its data stays, moved there. */
  stop: (how?: { keep?: string }) => Promise<void>;
};

/**
 * Starts what `npm start` starts, on a free port and with data of its own; `stop` leaves nothing behind. The data is empty, or a
 * copy of the trial's: see `openHome`.
 */
export async function startBuiltServer(
  environment: Record<string, string> = {},
  builtIn = projectRoot,
): Promise<BuiltServer> {
  const home = await openHome({ startsFromTrial: builtIn === projectRoot && !environment.DATABASE_URL });
  const { address, dataDir, environment: own } = home;
  const env = { ...process.env, ...own, ...environment };
  let child = begin(env, builtIn);

  const stop = async ({ keep }: { keep?: string } = {}) => {
    await end(child);
    await home.remove({ keep });
  };

  const ready = async () => {
    if (await becomesReady(child, address)) return;
    await stop();
    throw new Error('The server did not become ready.');
  };
  await ready();
  return {
    address,
    dataDir,
    async restart(root = builtIn) {
      await end(child);
      child = begin(env, root);
      await ready();
    },
    stop,
  };
}

/** The data of a trial that has just begun, stopped in order. `remove` when no server is started from it any more. */
export async function trialData() {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'data');
  const server = await startBuiltServer();
  try {
    await server.stop({ keep: path });
  } catch (error) {
    await folder.remove();
    throw error;
  }
  return { path, remove: folder.remove };
}

const begin = (env: NodeJS.ProcessEnv, root: string) =>
  spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), stopTakesAtMost);
  await ended;
  clearTimeout(patience);
}

async function becomesReady(child: ChildProcess, address: string): Promise<boolean> {
  const deadline = machineDate().getTime() + startTakesAtMost;
  while (isRunning(child) && machineDate().getTime() < deadline) {
    if (await isReady(address)) return true;
    await pause(50);
  }
  return false;
}

async function isReady(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/readyz`).catch(() => null);
  return answer?.ok ?? false;
}
