import { clearAway } from './chores/clear-away.ts';
import { layOutShifts } from './chores/lay-out-shifts.ts';
import type { Clock } from './clock.ts';
import type { Change } from './command.ts';
import type { Db } from './db.ts';
import { factsOf, type Logger } from './logger.ts';

export type Chores = {
  /** Does them all, or waits for those under way; resolves when they are done, also where one of them failed. */
  run(): Promise<void>;
  close(): void;
};

type Given = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  log: Logger;
};

const everyHour = 3_600_000;

/** What has to be done now and then, begun at once. Several servers may do it at the same time. */
export function openChores({ db, change, clock, log }: Given): Chores {
  let closed = false;
  let underWay: Promise<void> | undefined;
  const again = setInterval(() => void run(), everyHour);
  void run();
  return {
    run,
    close() {
      closed = true;
      clearInterval(again);
    },
  };

  function run() {
    underWay ??= doAll().finally(() => (underWay = undefined));
    return underWay;
  }

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
