import { openScheduler } from '../../schedule.ts';
import { withLock } from './lock.ts';
import type { Launch } from './launch.ts';
import { findRunning, launch, type Running } from './postmaster.ts';
import { serves } from './processes.ts';

const lookEveryMs = 1_000;

/** Restarts the server whenever it dies. Returns a function that stops watching. */
export function keepRunning(wanted: Launch, first: Running): () => Promise<void> {
  const { home, log } = wanted;
  let pid = first.pid;
  return openScheduler(() => {}).every('keep the database running', lookEveryMs, revive).stop;

  async function revive() {
    if (serves(pid, home.cluster)) return;
    try {
      const running = await withLock(
        home.lock,
        async () => (await findRunning(home)) ?? (await launch(wanted)),
      );
      pid = running.pid;
      log('The database had stopped by itself. It runs again.');
    } catch {
      log('The database has stopped and does not start again yet. Trying once more in a second.');
    }
  }
}
