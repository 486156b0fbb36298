import type { Clock } from './platform/clock.ts';
import type { Change, Due } from './command.ts';
import type { Db } from './db.ts';
import { climbingDebriefs } from './debrief/climbing.ts';
import { dailyList } from './debrief/daily-list.ts';
import { callsToLookAt } from './follow-ups/before-next-shift.ts';
import { factsOf, type Logger } from './logger.ts';
import { endingOpenings } from './openings/ending.ts';
import type { Scheduler } from './platform/schedule.ts';
import { lapsingFlags } from './review/lapsing.ts';
import { aloneOnShift } from './rota/alone.ts';
import { climbingSignals } from './signals/climbing.ts';

export type DueList = {
  /** Carries out everything whose time has come, or waits for what is under way. */
  look: () => Promise<void>;
  close: () => Promise<void>;
};
type Given = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
};

/** What becomes due by itself, to the second, and not by anybody's command. */
const everything: Due[] = [
  climbingSignals,
  climbingDebriefs,
  aloneOnShift,
  callsToLookAt,
  endingOpenings,
  lapsingFlags,
  dailyList,
];

const lookEveryMs = 2_000;

/**
 * Carries out what is due. It is written in rows, so no restart forgets it; any number of servers may look at once. What fails
 * in one helpline holds up no other.
 */
export function openDueList({ db, change, clock, scheduler, log }: Given): DueList {
  const job = scheduler.every('due', lookEveryMs, carryOutAll);
  return { look: job.run, close: job.stop };

  async function carryOutAll() {
    const now = clock();
    for (const due of everything) {
      const cannot = (error: unknown) =>
        log('error', 'something due was not carried out', { due: due.what, ...factsOf(error) });
      const helplineIds = await due.where(db, now).catch(cannot);
      for (const helplineId of helplineIds ?? []) await change(helplineId, due.carryOut).catch(cannot);
    }
  }
}
