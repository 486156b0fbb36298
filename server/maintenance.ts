import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/database/db.ts';
import { releaseFeedback } from './feedback/release-queries.ts';
import { retentionRuns } from './retention-runs.ts';

type Deps = { db: Db; clock: Clock };

/** The maintenance tasks: delete rows whose retention has ended, and show feedback that has waited long enough. */
export function maintenanceTasks({ db, clock }: Deps): Record<string, () => Promise<unknown>> {
  const erasing = Object.entries(retentionRuns).map(
    ([name, erase]) => [`erase ${name}`, () => erase(db, clock())] as const,
  );
  return { ...Object.fromEntries(erasing), 'show feedback': () => releaseFeedback(db, clock()) };
}
