import { errorFields, type Logger } from './logger.ts';

export type Job = {
  /** Runs now, or joins the run in progress. Resolves when it ends; an error is logged and never thrown. */
  run: () => Promise<void>;
  /** Ends the repetition, and resolves when the run in progress has ended. */
  stop: () => Promise<void>;
};

/** Repeats work at intervals. Injected everywhere, so that tests decide when a job runs. */
export type Scheduler = {
  /** Runs of one job never overlap. With `atOnce` the first run begins now instead of after the first interval. */
  every: (
    name: string,
    intervalMs: number,
    work: () => Promise<unknown>,
    options?: { atOnce?: boolean },
  ) => Job;
  /** Milliseconds on a monotonic clock, to measure how long ago a job ran. */
  uptimeMs: () => number;
};

/** Its timers do not keep the process running. */
export function openScheduler(log: Logger): Scheduler {
  return {
    every(name, intervalMs, work, { atOnce = false } = {}) {
      const job = createJob(name, work, log);
      const timer = setInterval(() => void job.run(), intervalMs);
      timer.unref();
      if (atOnce) void job.run();
      return {
        run: job.run,
        stop() {
          clearInterval(timer);
          return job.stop();
        },
      };
    },
    uptimeMs: () => performance.now(),
  };
}

/** A job without a timer. Logs nothing after `stop`, when its dependencies may be closed. */
export function createJob(name: string, work: () => Promise<unknown>, log: Logger): Job {
  let running: Promise<void> | undefined;
  let isStopped = false;
  return {
    run: () => (running ??= runOnce().finally(() => (running = undefined))),
    async stop() {
      isStopped = true;
      await running;
    },
  };

  async function runOnce() {
    try {
      await work();
    } catch (error) {
      if (!isStopped) log('error', 'a scheduled job failed', { job: name, ...errorFields(error) });
    }
  }
}
