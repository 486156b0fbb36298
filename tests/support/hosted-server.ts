import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';
import { openHome } from './built-server-home.ts';

export type HostedServer = {
  address: string;
  dataDir: string;
  stop: () => Promise<void>;
};

let host: ChildProcess | null = null;

/**
 * A server of what was built, with a port and data of its own as `startBuiltServer` gives, in the process that served those before it:
 * loading and compiling the server takes longer than many a test. For whoever does not end or restart it as a process.
 */
export async function startHostedServer(): Promise<HostedServer> {
  const { address, dataDir, environment, remove } = await openHome({ startsFromTrial: true });
  const stop = async () => {
    try {
      await tell({ open: null });
    } finally {
      await remove();
    }
  };
  try {
    await tell({ open: environment });
  } catch (error) {
    await remove();
    throw error;
  }
  return { address, dataDir, stop };
}

async function tell(message: { open: Record<string, string> | null }): Promise<void> {
  const child = (host ??= begin());
  const over = new AbortController();
  const answer = once(child, 'message', over) as Promise<[{ failed?: string }]>;
  const ended = once(child, 'exit', over).then(() => {
    throw new Error('The process of the servers ended.');
  });
  child.send(message);
  const [{ failed }] = await Promise.race([answer, ended]).finally(() => over.abort());
  if (failed) throw new Error(failed);
}

function begin(): ChildProcess {
  const child = fork(join(projectRoot, 'tests', 'support', 'server-host.mjs'), {
    cwd: projectRoot,
    execArgv: ['--enable-source-maps'],
  });
  child.once('exit', () => (host = null));
  return child;
}
