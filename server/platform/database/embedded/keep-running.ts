import { openScheduler } from '../../schedule.ts';
import { withLock } from './lock.ts';
import type { Launch } from './launch.ts';
import { findRunning, launch, type Running } from './postmaster.ts';
import { serves } from './processes.ts';

const lookEveryMs = 1_000;

/** Restarts the server whenever it dies. Returns a function that stops watching. */
export function keepRunning(wanted: Launch, first: Running): () => Promise<void> {
  const { home, log } = wanted;
  let { pid } = first;
  /** Why it does not start; each reason is said once, because it is tried again every second. */
  const reasons = new Set<string>();
  return openScheduler(() => {}).every('keep the database running', lookEveryMs, revive).stop;

  async function revive() {
    if (serves(pid, home.cluster)) return;
    try {
      const running = await withLock(
        home.lock,
        async () => (await findRunning(home)) ?? (await launch(wanted)),
      );
      ({ pid } = running);
      reasons.clear();
      log(
        running.port === first.port
          ? 'The database had stopped by itself. It runs again.'
          : 'The database runs again at another port, because the old one is taken: restart Alongside.',
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reasons.has(reason)) return;
      reasons.add(reason);
      log(`The database has stopped and does not start again yet; it is tried every second. ${reason}`);
    }
  }
}
