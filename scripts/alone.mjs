import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './root.mjs';

const lock = join(root, '.cache', 'prepare.lock');
const refreshEveryMs = 1_000;
const abandonedAfterMs = 10_000;

/** Runs `work` while no other start of the same folder does; a lock that was not refreshed for ten seconds counts as abandoned. */
export async function alone(work) {
  mkdirSync(dirname(lock), { recursive: true });
  await takeLock();
  const refreshing = setInterval(() => utimesSync(lock, new Date(), new Date()), refreshEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(refreshing);
    rmSync(lock, { force: true });
  }
}

async function takeLock() {
  for (let waited = 0; ; waited += 1) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (waited === 0) console.log('Another start is getting Alongside ready. Waiting for it.');
    if (isAbandoned()) rmSync(lock, { force: true });
    else await pause(200);
  }
}

function isAbandoned() {
  const found = statSync(lock, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs;
}
