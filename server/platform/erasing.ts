import type { ErasedAction } from '#shared/audit';
import { recordErased } from './audit-log/record-audit.ts';
import type { Db, Tx } from './database/db.ts';

/** Rows per round: few enough not to delay commands. */
export const erasedAtOnce = 200;

/** Erases rows whose retention has ended, all of them or at most `erasedAtOnce`, and returns the helpline of each. */
export type Eraser = (tx: Tx, now: Date) => Promise<{ helplineId: string }[]>;

/** Erases in rounds, one transaction each, until nothing is left. Returns how many rows went. */
export const inRounds = (erase: Eraser) => async (db: Db, now: Date) => {
  let erased = 0;
  for (let some = erasedAtOnce; some >= erasedAtOnce; erased += some)
    some = (await db.transaction((tx) => erase(tx, now))).length;
  return erased;
};

/** The same, and records the number of erased rows in the audit log. */
export const recorded = (action: ErasedAction, erase: Eraser) =>
  inRounds(async (tx, now) => {
    const gone = await erase(tx, now);
    await recordErased(tx, now, action, gone);
    return gone;
  });
