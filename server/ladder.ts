import { isOpen } from '#shared/signals';
import type { Clock } from './clock.ts';
import type { Change } from './command.ts';
import type { Db } from './db.ts';
import { factsOf, type Logger } from './logger.ts';
import { climbTo, helplinesWithDueRungs, signalById, takeDueRungs } from './signals/queries.ts';

export type Ladder = { climb: () => Promise<void>; close: () => void };
type Given = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  log: Logger;
};

/** Milliseconds between two looks at what is due. */
const lookEvery = 2_000;

/** Carries *I need support now* on to the next person when it is time. Any number of servers may do so at once. */
export function openLadder({ db, change, clock, log }: Given): Ladder {
  let underWay: Promise<void> | undefined;
  const looking = setInterval(() => void climb(), lookEvery);
  return { climb, close: () => clearInterval(looking) };

  function climb() {
    underWay ??= climbAll()
      .catch((error: unknown) => log('error', 'a call for support did not climb', factsOf(error)))
      .finally(() => (underWay = undefined));
    return underWay;
  }

  async function climbAll() {
    const now = clock();
    for (const helplineId of await helplinesWithDueRungs(db, now)) {
      await change(helplineId, async ({ tx, version, announce }) => {
        for (const { signalId, managerId } of await takeDueRungs(tx, helplineId, now)) {
          const signal = await signalById(tx, helplineId, signalId);
          if (signal && isOpen(signal))
            announce('signal:changed', await climbTo(tx, signalId, version, managerId));
        }
      });
    }
  }
}
