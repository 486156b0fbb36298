import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '#server/embedded/start';
import { projectRoot } from '#server/root';

const startTakesAtMost = 30_000;
const stopTakesAtMost = 15_000;

export type BuiltServer = { address: string; dataDir: string; stop: () => Promise<void> };

/** Starts what `npm start` starts, on a free port and with empty data of its own; `stop` leaves nothing behind. */
export async function startBuiltServer(environment: Record<string, string> = {}): Promise<BuiltServer> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-e2e-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  const port = await freePort();
  const own = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    ORIGIN: '',
    TRUST_PROXY: '0',
  };
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    cwd: projectRoot,
    env: { ...process.env, LOG_LEVEL: 'warn', ...own, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');

  const stop = async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), stopTakesAtMost);
    if (child.exitCode === null && child.signalCode === null) await ended;
    clearTimeout(patience);
    const leftRunning = existsSync(join(dataDir, 'postgres', 'postmaster.pid'));
    if (leftRunning) await (await startEmbedded({ dir: dataDir })).stop();
    await rm(folder, { recursive: true, force: true });
    if (leftRunning) throw new Error('The server ended and left its database running.');
  };

  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startTakesAtMost;
  while (!(await isReady(address))) {
    if (child.exitCode === null && child.signalCode === null && Date.now() < deadline) await pause(50);
    else {
      await stop();
      throw new Error('The server did not become ready.');
    }
  }
  return { address, dataDir, stop };
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
