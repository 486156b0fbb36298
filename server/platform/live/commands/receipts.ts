import { inArray, lt } from 'drizzle-orm';
import { commands } from '#drizzle/schema/commands';
import type { Db } from '../../database/db.ts';

/** Days for which a command sent again is known again. */
const keptDays = 7;
/** Few enough that nobody's command waits for them. */
const atOnce = 1_000;

/** Deletes old receipts of commands in batches; those that another server is deleting are left to it. */
export async function eraseOldReceipts(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  while ((await eraseBatch(db, before)) === atOnce);
}

/** Returns how many there were. */
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
