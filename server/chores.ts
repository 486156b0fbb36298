import { clearAway } from './chores/clear-away.ts';
import { layOutShifts } from './chores/lay-out-shifts.ts';
import type { Clock } from './platform/clock.ts';
import type { Change } from './command.ts';
import type { Db } from './db.ts';
import { factsOf, type Logger } from './logger.ts';
import type { Scheduler } from './platform/schedule.ts';

export type Chores = {
  /** Does them all, or waits for those under way; resolves when they are done, also where one of them failed. */
  run(): Promise<void>;
  close(): Promise<void>;
};

type Given = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
};

const hourMs = 3_600_000;

/** What has to be done now and then, begun at once. Several servers may do it at the same time. */
export function openChores({ db, change, clock, scheduler, log }: Given): Chores {
  let closed = false;
  const job = scheduler.every('chores', hourMs, doAll, { atOnce: true });
  return {
    run: job.run,
    close() {
      closed = true;
      return job.stop();
    },
  };

  async function doAll() {
    await tried('laying out shifts', () => layOutShifts(db, change, clock()));
    await tried('clearing away', () => clearAway(db, clock()));
  }

  async function tried(chore: string, work: () => Promise<void>) {
    if (closed) return;
    try {
      await work();
    } catch (error) {
      if (!closed) log('error', 'a chore was not done', { chore, ...factsOf(error) });
    }
  }
}
