import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Home } from './home.ts';
import { program, type Native } from './native.ts';
import type { Launch } from './launch.ts';
import { isAlive, serves } from './processes.ts';
import { cannotRun, environment } from './run.ts';
import { launchOnWindows, stopOnWindows } from './windows.ts';

/** A running PostgreSQL server, started by any process. */
export type Running = { pid: number; port: number };

const tries = 60;
const passing =
  /shared memory block .* still in use|Address already in use|lock file "postmaster.pid" already exists/;
const fastShutdownTakesAtMost = 30_000;

/** The server that runs on these files; null if none. Removes the pid file of a dead one. */
export async function findRunning(home: Home): Promise<Running | null> {
  const note = join(home.cluster, 'postmaster.pid');
  const text = await readFile(note, 'utf8').catch(() => null);
  if (text === null) return null;

  const [pid, , , port] = text.split('\n').map(Number);
  if (pid && port && serves(pid, home.cluster)) return { pid, port };
  await rm(note, { force: true });
  return null;
}

/** Starts the server, on its last port if that is free; retries while remains of the last server are still shutting down. */
export async function launch(wanted: Launch): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(await lastPort(wanted.home));
    const words = serverWords(port, wanted.options);
    const outcome =
      process.platform === 'win32' ? await launchOnWindows(wanted, words) : await launchOnce(wanted, words);
    if (typeof outcome === 'number') return { pid: outcome, port };
    if (attempt === tries || !passing.test(outcome))
      throw new Error(`The database did not start: ${lastFatal(outcome)}`);
    await pause(250);
  }
}

/** Stops the server without waiting for open connections; committed data is safe. */
export async function shutDown(home: Home, native: Native): Promise<void> {
  const running = await findRunning(home);
  if (!running) return;
  if (process.platform === 'win32') return stopOnWindows(home, native);
  process.kill(running.pid, 'SIGINT');
  const deadline = Date.now() + fastShutdownTakesAtMost;
  while (isAlive(running.pid)) {
    if (Date.now() > deadline) process.kill(running.pid, 'SIGQUIT');
    await pause(10);
  }
}

/** Server options. Messages of level ERROR may quote rows, so only PostgreSQL's messages about itself are logged. */
function serverWords(port: number, options: Record<string, string>): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '50',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '',
    log_checkpoints: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...options,
  };
  return [
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/**
 * Resolves to the process id once the server accepts connections, or to its output if it gave up. From then on it keeps this process
 * waiting no longer: others may have come to use it.
 */
function launchOnce({ home, native, log }: Launch, words: string[]): Promise<number | string> {
  const path = program(native, 'postgres');
  const child = spawn(path, ['-D', home.cluster, ...words], {
    ...home.as,
    cwd: native.path,
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(cannotRun(path, error)));
    child.on('close', () => resolve(said.join('\n')));
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.length < 100) said.push(line);
      const words = inWords(line);
      if (words) log(words);
      if (!line.includes('ready to accept connections')) return;
      child.unref();
      (child.stderr as Socket).unref();
      resolve(child.pid!);
    });
  });
}

/** The part of PostgreSQL's log that matters to the person at the terminal; null for routine lines. */
function inWords(line: string): string | null {
  if (line.includes('not properly shut down'))
    return 'The database was not closed last time, so it repairs itself first.';
  return /PANIC|terminated by signal|No space left/.test(line) ? `The database says: ${line}` : null;
}

function lastFatal(said: string): string {
  const lines = said.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it gave no reason.';
}

/** The port of the last start, from PostgreSQL's own record. Reusing it keeps old addresses valid. */
async function lastPort(home: Home): Promise<number> {
  const words = await readFile(join(home.cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  return Number(/"-p" "(\d+)"/.exec(words)?.[1] ?? 0);
}

/** The wanted port if it is free, else any free port. */
async function freePort(wanted = 0): Promise<number> {
  const probe = createServer().listen(wanted, '127.0.0.1');
  try {
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch {
    return freePort();
  } finally {
    probe.close();
  }
}
