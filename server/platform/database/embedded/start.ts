import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { createCluster, passwordOf, resetPassword, role } from './cluster.ts';
import { anyoneLeft, arrive, leave } from './guests.ts';
import { openHome, type Home } from './home.ts';
import { keepRunning } from './keep-running.ts';
import { withLock } from './lock.ts';
import { nativeFor } from './native.ts';
import type { Launch } from './launch.ts';
import { findRunning, launch, shutDown, type Running } from './postmaster.ts';
import { isAlive } from './processes.ts';

export type Embedded = {
  url: string;
  /** Ends the server once nobody else uses it; call it after the last query. */
  stop: () => Promise<void>;
};

type Options = {
  /** The folder for the database and its password; made if missing. */
  dir: string;
  /** Receives sentences for the person at the terminal: a recovery after a crash, a created account, a full disk. */
  log?: (line: string) => void;
  /** PostgreSQL settings beyond the usual ones, such as `fsync` for tests that may lose everything. */
  options?: Record<string, string>;
};

/**
 * Starts the PostgreSQL that comes with Alongside, or takes over the one that already serves `dir`, such as one whose
 * Alongside was killed. Should it die, it is started again. Several processes may share it: the last one to stop ends it.
 */
export async function startEmbedded({ dir, log = () => {}, options = {} }: Options): Promise<Embedded> {
  const home = await openHome(dir, log);
  return withLock(home.lock, async () => {
    const native = await nativeFor(home);
    await createCluster(home, native);
    const wanted = { home, native, options, log };
    const running = await answeringServer(wanted);

    const guest = await arrive(home);
    const stopWatching = keepRunning(wanted, running);
    const stop = async () => {
      await stopWatching();
      await withLock(home.lock, async () => {
        await leave(guest);
        if (!(await anyoneLeft(home))) await shutDown(home, native);
      });
    };
    let stopped: Promise<void> | undefined;
    return { url: await urlOf(home, running), stop: () => (stopped ??= stop()) };
  });
}

async function answeringServer(wanted: Launch): Promise<Running> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const running = (await findRunning(wanted.home)) ?? (await launch(wanted));
    const answer = await firstAnswer(wanted.home, running);
    if (answer === 'open') return running;
    if (answer === 'wrong password') await setPasswordAnew(wanted);
  }
  throw new Error(`The database in ${wanted.home.path} keeps stopping by itself.`);
}

/** Replaces a lost password, unless that would lock out another process. */
async function setPasswordAnew({ home, native, log }: Launch): Promise<void> {
  if (await anyoneLeft(home)) {
    throw new Error(
      `Another Alongside uses the database in ${home.path} with another password: stop it first.`,
    );
  }
  log(`The password in ${home.password} did not open the database, so it is set anew.`);
  await shutDown(home, native);
  await resetPassword(home, native);
}

async function firstAnswer(home: Home, running: Running): Promise<'open' | 'wrong password' | 'gone'> {
  for (;;) {
    const sql = postgres(await urlOf(home, running), { max: 1, onnotice: () => {} });
    try {
      const [found] = await sql<[{ folder: string }]>`select current_setting('data_directory') as folder`;
      if (found.folder === home.cluster || process.platform === 'win32') return 'open';
      throw new Error(`Another database than the one in ${home.path} answers on port ${running.port}.`);
    } catch (error) {
      if (!isAlive(running.pid)) return 'gone';
      const { code } = error as { code?: string };
      if (code === wrongPassword) return 'wrong password';
      if (!notYet.has(code)) throw error;
    } finally {
      await sql.end({ timeout: 1 });
    }
    await pause(100);
  }
}

async function urlOf(home: Home, { port }: Running): Promise<string> {
  return `postgres://${role}:${await passwordOf(home)}@127.0.0.1:${port}/postgres`;
}

const wrongPassword = '28P01';
const startingOrStopping = '57P03';
const notYet = new Set<string | undefined>([
  startingOrStopping,
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
]);
