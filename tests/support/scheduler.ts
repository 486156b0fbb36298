import type { Logger } from '#server/platform/logger';
import { createJob, type Job, type Scheduler } from '#server/platform/schedule';

/** Runs a job only when the test calls it. */
export function manualScheduler(log: Logger = () => {}) {
  const jobs = new Map<string, Job>();
  let uptimeMs = 0;
  const scheduler: Scheduler = {
    every(name, _intervalMs, work) {
      const job = createJob(name, work, log);
      jobs.set(name, job);
      return job;
    },
    uptimeMs: () => uptimeMs,
  };
  return {
    ...scheduler,
    async run(name: string) {
      const job = jobs.get(name);
      if (!job) throw new Error(`There is no job "${name}", only ${[...jobs.keys()].join(', ')}.`);
      await job.run();
    },
    /** Lets this many milliseconds pass without running a job. */
    standStill(milliseconds: number) {
      uptimeMs += milliseconds;
    },
    async runAll() {
      for (const job of jobs.values()) await job.run();
    },
  };
}
