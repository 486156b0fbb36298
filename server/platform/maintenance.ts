import { clearAway } from '../maintenance/clear-away.ts';
import { layOutShifts } from '../shifts/lay-out-shifts.ts';
import type { Clock } from './clock.ts';
import type { Change } from './live/commands/command.ts';
import type { Db } from './database/db.ts';
import { errorFields, type Logger } from './logger.ts';
import type { Scheduler } from './schedule.ts';

export type Maintenance = {
  /** Does them all, or waits for those under way; resolves when they are done, also where one of them failed. */
  run(): Promise<void>;
  close(): Promise<void>;
};

type Deps = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
};

const hourMs = 3_600_000;

/** What has to be done now and then, begun at once. Several servers may do it at the same time. */
export function openMaintenance({ db, change, clock, scheduler, log }: Deps): Maintenance {
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
      if (!closed) log('error', 'a chore was not done', { chore, ...errorFields(error) });
    }
  }
}
