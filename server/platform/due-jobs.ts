import type { Clock } from './clock.ts';
import type { Change, DueJob } from './live/commands/command.ts';
import type { Db } from './database/db.ts';
import { debriefEscalation } from '../debriefs/escalating.ts';
import { dailyDigest } from '../debriefs/daily-digest.ts';
import { callsToLookAt } from '../follow-ups/before-next-shift.ts';
import { errorFields, type Logger } from './logger.ts';
import { grantExpiry } from '../grants/expiry.ts';
import type { Scheduler } from './schedule.ts';
import { flagAutoRelease } from '../flags/auto-release.ts';
import { aloneOnShift } from '../shifts/alone.ts';
import { signalEscalation } from '../signals/escalation.ts';

export type DueJobs = {
  /** Carries out everything whose time has come, or waits for what is under way. */
  look: () => Promise<void>;
  close: () => Promise<void>;
};
type Deps = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
};

/** What becomes due by itself, to the second, and not by anybody's command. */
const everything: DueJob[] = [
  signalEscalation,
  debriefEscalation,
  aloneOnShift,
  callsToLookAt,
  grantExpiry,
  flagAutoRelease,
  dailyDigest,
];

const lookEveryMs = 2_000;

/**
 * Carries out what is due. It is written in rows, so no restart forgets it; any number of servers may look at once. What fails
 * in one helpline holds up no other.
 */
export function openDueJobs({ db, change, clock, scheduler, log }: Deps): DueJobs {
  const job = scheduler.every('due', lookEveryMs, carryOutAll);
  return { look: job.run, close: job.stop };

  async function carryOutAll() {
    const now = clock();
    for (const due of everything) {
      const cannot = (error: unknown) =>
        log('error', 'something due was not carried out', { due: due.what, ...errorFields(error) });
      const helplineIds = await due.where(db, now).catch(cannot);
      for (const helplineId of helplineIds ?? []) await change(helplineId, due.carryOut).catch(cannot);
    }
  }
}
