import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { projectRoot } from '#server/platform/root';
import { machineDate } from './real-time.ts';

/** Milliseconds, with much else going on. */
const startTakesAtMost = 90_000;
const stopTakesAtMost = 15_000;

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
 * copy of what `trialData` left in E2E_TRIAL_DATA: a first start takes seconds that are the same each time.
 */
export async function startBuiltServer(
  environment: Record<string, string> = {},
  builtIn = projectRoot,
): Promise<BuiltServer> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-e2e-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  const from = process.env.E2E_TRIAL_DATA;
  if (from && builtIn === projectRoot && !environment.DATABASE_URL) await copyData(from, dataDir);
  const port = await freePort();
  const own = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    KEY_FILE: '',
    ENCRYPTION_KEYS: '',
    ORIGIN: '',
    TRUST_PROXY: '0',
  };
  const env = { ...process.env, LOG_LEVEL: 'warn', ...own, ...environment };
  const address = `http://127.0.0.1:${port}`;
  let child = begin(env, builtIn);

  const stop = async ({ keep }: { keep?: string } = {}) => {
    await end(child);
    const leftRunning = existsSync(join(dataDir, 'postgres', 'postmaster.pid'));
    if (leftRunning) await (await startEmbedded({ dir: dataDir })).stop();
    if (keep && !leftRunning) {
      await rename(dataDir, keep);
      await rename(keyOf(dataDir), keyOf(keep));
    }
    await rm(folder, { recursive: true, force: true });
    if (leftRunning) throw new Error('The server ended and left its database running.');
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
  const folder = await mkdtemp(join(tmpdir(), 'alongside-trial-'));
  await chmod(folder, 0o755);
  const path = join(folder, 'data');
  const server = await startBuiltServer();
  try {
    await server.stop({ keep: path });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The key is beside the folder. */
const keyOf = (dataDir: string) => `${dataDir}.key`;

/** With owners and rights, which PostgreSQL insists on. */
async function copyData(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
  await promisify(execFile)('cp', ['-a', keyOf(from), keyOf(to)]);
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
