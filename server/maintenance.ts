import { eraseStaleSteps } from './escalation/queries.ts';
import { nouns } from './nouns.ts';
import { eraseEndedSignIns } from './platform/auth/adapter.ts';
import { eraseOldTries } from './platform/auth/guess-queries.ts';
import { eraseEndedSteps } from './platform/auth/pending-steps.ts';
import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/database/db.ts';
import { eraseOldReceipts } from './platform/live/commands/receipts.ts';
import type { Live } from './platform/live/live.ts';
import { layOutShifts } from './shifts/lay-out-shifts.ts';

type Deps = { db: Db; change: Live['change']; clock: Clock };

/** The maintenance tasks: lays out shifts ahead, and deletes rows whose retention has ended. */
export function maintenanceTasks({ db, change, clock }: Deps): Record<string, () => Promise<void>> {
  const erasing = Object.entries(nouns).flatMap(([noun, { erase }]) =>
    erase ? [[`erase ${noun}`, () => erase(db, clock())] as const] : [],
  );
  return {
    'lay out shifts': () => layOutShifts(db, change, clock()),
    ...Object.fromEntries(erasing),
    'erase escalation steps': () => eraseStaleSteps(db, clock()),
    'erase sign-ins': () => eraseEndedSignIns(db, clock()),
    'erase half-finished sign-ins': () => eraseEndedSteps(db, clock()),
    'erase tries to sign in': () => eraseOldTries(db, clock()),
    'erase receipts': () => eraseOldReceipts(db, clock()),
  };
}
