import { openBackoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { Change, DueJob } from './live/commands/command.ts';
import type { Db } from './database/db.ts';
import { errorFields, type Logger } from './logger.ts';
import type { Metrics } from './metrics/metrics.ts';
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
  metrics: Metrics;
  /** Run in this order. */
  jobs: DueJob[];
};

const lookEveryMs = 2_000;
/** The first pause after a failure, and the longest, which is also the longest delay of a helpline's escalations. */
const pauses = { firstMs: 1_000, longestMs: 60_000 };

/**
 * Runs time-triggered jobs. Due work is stored in rows, so it survives a restart, and any number of servers may look at
 * once. A job that fails in one helpline does not delay any other, and is tried again there after a growing pause.
 */
export function openDueJobs({ db, change, clock, scheduler, log, metrics, jobs }: Deps): DueJobs {
  const backoff = openBackoff({ uptimeMs: scheduler.uptimeMs, ...pauses });
  let lookedAt = scheduler.uptimeMs();
  metrics.gauge('alongside_due_look_age_seconds', 'How long ago the last look for due work ended.', () =>
    secondsSince(lookedAt),
  );
  const job = scheduler.every('due', lookEveryMs, carryOutAll);
  return { look: job.run, close: job.stop };

  async function carryOutAll() {
    const now = clock();
    const ended = metrics.dueLooks.startTimer();
    for (const due of jobs) await carryOutOne(due, now);
    ended();
    lookedAt = scheduler.uptimeMs();
  }

  function secondsSince(uptimeMs: number): number {
    return (scheduler.uptimeMs() - uptimeMs) / 1_000;
  }

  /** Helplines in which it is not tried yet do not count, so that those that fail keep no others waiting. */
  async function carryOutOne(due: DueJob, now: Date) {
    const { atOnce = Infinity } = due;
    let tried = 0;
    for (const helplineId of await helplinesWith(due, now)) {
      if (tried >= atOnce) return;
      if (await carryOut(due, helplineId)) tried += 1;
    }
  }

  /** Has no backoff: it fails for every job while the database is unavailable, and must work again at once. */
  async function helplinesWith({ what, where }: DueJob, now: Date): Promise<string[]> {
    try {
      return await where(db, now);
    } catch (error) {
      metrics.dueFailures.inc({ work: what });
      log('error', 'due work could not be read', { due: what, ...errorFields(error) });
      return [];
    }
  }

  /** False if it failed a short while ago and is not tried yet. */
  async function carryOut({ what, carryOut: work }: DueJob, helplineId: string): Promise<boolean> {
    const key = `${what} ${helplineId}`;
    if (!backoff.mayTry(key)) return false;
    try {
      await change(helplineId, work);
      backoff.noteSuccess(key);
      metrics.dueWork.inc({ work: what });
    } catch (error) {
      const pauseMs = backoff.noteFailure(key);
      metrics.dueFailures.inc({ work: what });
      log('error', 'a due job failed', { due: what, pauseMs, ...errorFields(error) });
    }
    return true;
  }
}
