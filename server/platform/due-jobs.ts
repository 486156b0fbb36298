import type { Clock } from './clock.ts';
import type { Change, DueJob } from './live/commands/command.ts';
import type { Db } from './database/db.ts';
import { errorFields, type Logger } from './logger.ts';
import type { Scheduler } from './schedule.ts';

export type DueJobs = {
  /** Carries out all due work, or waits for the run in progress. */
  look: () => Promise<void>;
  close: () => Promise<void>;
};
type Deps = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  /** Run in this order. */
  jobs: DueJob[];
};

const lookEveryMs = 2_000;

/**
 * Runs time-triggered jobs. Due work is stored in rows, so it survives a restart, and any number of servers may look at
 * once. A job that fails in one helpline does not delay any other.
 */
export function openDueJobs({ db, change, clock, scheduler, log, jobs }: Deps): DueJobs {
  const job = scheduler.every('due', lookEveryMs, carryOutAll);
  return { look: job.run, close: job.stop };

  async function carryOutAll() {
    const now = clock();
    for (const due of jobs) {
      const cannot = (error: unknown) =>
        log('error', 'a due job failed', { due: due.what, ...errorFields(error) });
      const helplineIds = await due.where(db, now).catch(cannot);
      for (const helplineId of helplineIds ?? []) await change(helplineId, due.carryOut).catch(cannot);
    }
  }
}
