import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Home } from './home.ts';
import { program, type Native } from './native.ts';
import type { Launch } from './launch.ts';
import { isAlive, serves } from './processes.ts';
import { cannotRun, environment } from './run.ts';
import { launchOnWindows, stopOnWindows } from './windows.ts';

/** A PostgreSQL server that runs, whoever started it. */
export type Running = { pid: number; port: number };

const tries = 60;
const passing =
  /shared memory block .* still in use|Address already in use|lock file "postmaster.pid" already exists/;
const fastShutdownTakesAtMost = 30_000;

/** The server that already runs on these files; the note a dead one left behind is cleared away. */
export async function findRunning(home: Home): Promise<Running | null> {
  const note = join(home.cluster, 'postmaster.pid');
  const text = await readFile(note, 'utf8').catch(() => null);
  if (text === null) return null;

  const [pid, , , port] = text.split('\n').map(Number);
  if (pid && port && serves(pid, home.cluster)) return { pid, port };
  await rm(note, { force: true });
  return null;
}

/** Starts the server on the port it had last, if that is free; tries again while what is left of the last one still goes away. */
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

/** Ends the server without waiting for anyone who is still connected; what was committed is safe. */
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

/** What was logged with level ERROR may quote a row, so only what PostgreSQL says of itself is let through. */
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

/** The process id once the server takes connections, or what it said before it gave up. */
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
      if (line.includes('ready to accept connections')) resolve(child.pid!);
    });
  });
}

/** What whoever started Alongside should hear of what PostgreSQL says to itself; most of it is routine. */
function inWords(line: string): string | null {
  if (line.includes('not properly shut down'))
    return 'The database was not closed last time, so it repairs itself first.';
  return /PANIC|terminated by signal|No space left/.test(line) ? `The database says: ${line}` : null;
}

function lastFatal(said: string): string {
  const lines = said.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it gave no reason.';
}

/** PostgreSQL notes how it was started last. Keeping to that port spares whoever still knows the old address. */
async function lastPort(home: Home): Promise<number> {
  const words = await readFile(join(home.cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  return Number(/"-p" "(\d+)"/.exec(words)?.[1] ?? 0);
}

/** The wanted port; where it is taken, or none is wanted, any that is free. */
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
