import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, stillRuns } from './processes.ts';

const timeoutMs = 60_000;
const timeToWriteOneLine = 2_000;

/** Runs `work` while no other process, and no other call in this one, holds the lock file `path`. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (!(await take(path))) {
    if (Date.now() > deadline) throw new Error(`Another Alongside is busy with this database (${path}).`);
    await breakIfAbandoned(path);
    await pause(30);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, identityOf(process.pid)!, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function breakIfAbandoned(path: string): Promise<void> {
  const holder = await readFile(path, 'utf8').catch(() => null);
  if (holder === null || !(await isAbandoned(path, holder))) return;

  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => null);
  // Another process may have broken the same lock and taken it in between: it gets its lock back.
  if (moved !== null && moved !== holder) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function isAbandoned(path: string, holder: string): Promise<boolean> {
  if (holder !== '') return !stillRuns(holder);
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > timeToWriteOneLine;
}
