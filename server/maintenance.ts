import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/database/db.ts';
import type { Live } from './platform/live/live.ts';
import { retentionRuns } from './retention-runs.ts';
import { layOutShifts } from './shifts/lay-out-shifts.ts';

type Deps = { db: Db; change: Live['change']; clock: Clock };

/** The maintenance tasks: lays out shifts ahead, and deletes rows whose retention has ended. */
export function maintenanceTasks({ db, change, clock }: Deps): Record<string, () => Promise<void>> {
  const erasing = Object.entries(retentionRuns).map(
    ([name, erase]) => [`erase ${name}`, () => erase(db, clock())] as const,
  );
  return { 'lay out shifts': () => layOutShifts(db, change, clock()), ...Object.fromEntries(erasing) };
}
