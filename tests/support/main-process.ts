import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '#server/platform/root';
import { startOfTests } from './clock.ts';
import { compiled } from './compiled.ts';
import { testKey } from './keys.ts';
import { environmentAhead } from './moved-date.ts';
import { machineDate } from './real-time.ts';

/** Milliseconds, with much else going on. */
const startTakesAtMost = 90_000;

const aheadOf = new Map<string, number>();

/** The date of the first process on a database is that of the tests, and goes on from there: what is started again later finds it later. */
function aheadOn(databaseUrl: string): number {
  const aheadMs = aheadOf.get(databaseUrl) ?? startOfTests.getTime() - machineDate().getTime();
  aheadOf.set(databaseUrl, aheadMs);
  return aheadMs;
}

export type MainProcess = Awaited<ReturnType<typeof startMainProcess>>;

/**
 * What `npm start` starts, on a database that is there, ready to be ended by signals.
 * Its date is that of the tests, or with `onMachineDate` the machine's. With `piped` its output goes into pipes.
 */
export async function startMainProcess(
  port: number,
  databaseUrl: string,
  environment: Record<string, string> = {},
  { onMachineDate = false, piped = false } = {},
) {
  const url = `http://127.0.0.1:${port}`;
  const aheadMs = onMachineDate ? 0 : aheadOn(databaseUrl);
  const own = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEYS: testKey,
    ORIGIN: url,
    TRUST_PROXY: '0',
    LOG_LEVEL: 'silent',
  };
  const child = spawn(process.execPath, [await compiled('server/main.ts')], {
    cwd: projectRoot,
    env: { ...process.env, ...own, ...environmentAhead(aheadMs), ...environment },
    stdio: piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (hasEnded()) return;
    child.kill('SIGKILL');
    await ended;
  };
  const statusOf = async (path: string) =>
    (await fetch(url + path, { headers: { connection: 'close' } }).catch(() => null))?.status ?? null;

  const deadline = machineDate().getTime() + startTakesAtMost;
  while ((await statusOf('/readyz')) !== 200) {
    if (hasEnded() || machineDate().getTime() > deadline) {
      await stop();
      throw new Error('The server did not become ready.');
    }
    await pause(50);
  }
  return {
    url,
    pid: child.pid!,
    /** Closes the reader of its output. */
    closeOutput() {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    /** The time in that process. */
    now: () => new Date(machineDate().getTime() + aheadMs),
    /** The HTTP status of an address; null if nothing answers. */
    statusOf,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    ended,
    stop,
  };
}
