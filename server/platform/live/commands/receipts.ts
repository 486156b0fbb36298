import { inArray, lt } from 'drizzle-orm';
import { commands } from '#drizzle/schema/commands';
import { daysBefore } from '../../clock.ts';
import type { Db } from '../../database/db.ts';

/** Days for which a command that is sent again gets its stored reply. */
export const receiptsKeptDays = 7;
/** Rows per statement: few enough not to delay commands. */
const atOnce = 1_000;

/** Deletes old receipts in batches; skips rows that another server has locked to delete. */
export async function eraseOldReceipts(db: Db, now: Date): Promise<number> {
  const before = daysBefore(now, receiptsKeptDays);
  let erased = 0;
  for (let some = atOnce; some === atOnce; erased += some) some = await eraseBatch(db, before);
  return erased;
}

/** Returns the number of rows deleted. */
async function eraseBatch(db: Db, before: Date): Promise<number> {
  const old = db
    .select({ id: commands.id })
    .from(commands)
    .where(lt(commands.at, before))
    .orderBy(commands.at)
    .limit(atOnce)
    .for('update', { skipLocked: true });
  const { count } = await db.delete(commands).where(inArray(commands.id, old));
  return count;
}
