import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What is measured against each other: the files of `servers/`. */
export type ServerName = 'bare-ws' | 'bare-socketio' | 'alongside';

export type Started = { port: number; stop: () => Promise<void> };

/** Each contender is a process of its own, so that none shares an event loop with the one that measures. `words`: what it is told besides. */
export async function start(name: ServerName, databaseUrl: string, words: string[] = []): Promise<Started> {
  const child = fork(fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url)), [databaseUrl, ...words], {
    execArgv: ['--import', 'tsx', '--conditions', 'source'],
  });
  const [port] = (await Promise.race([once(child, 'message'), failure(child)])) as [number];
  return { port, stop: () => stop(child) };
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number];
  throw new Error(`a server ended with code ${code} before it was ready`);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
