import { errorFields, type Logger } from './logger.ts';
import type { Scheduler } from './schedule.ts';

export type Maintenance = {
  /** Runs all tasks, or waits for the run in progress. Resolves when all have ended, even if one failed. */
  run(): Promise<void>;
  close(): Promise<void>;
};

type Deps = {
  /** Tasks by name, run one at a time; a failure does not stop the others. */
  tasks: Record<string, () => Promise<unknown>>;
  scheduler: Scheduler;
  log: Logger;
};

const hourMs = 3_600_000;

/** Runs every task hourly and at the start. Several servers may do so at the same time. */
export function openMaintenance({ tasks, scheduler, log }: Deps): Maintenance {
  let closed = false;
  const job = scheduler.every('maintenance', hourMs, runAll, { atOnce: true });
  return {
    run: job.run,
    close() {
      closed = true;
      return job.stop();
    },
  };

  async function runAll() {
    for (const [task, work] of Object.entries(tasks)) await tried(task, work);
  }

  async function tried(task: string, work: () => Promise<unknown>) {
    if (closed) return;
    try {
      await work();
    } catch (error) {
      if (!closed) log('error', 'a maintenance task failed', { task, ...errorFields(error) });
    }
  }
}
