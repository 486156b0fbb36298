import { and, eq, lt } from 'drizzle-orm';
import { flags } from '#drizzle/schema/flags';
import type { Db } from '../platform/database/db.ts';

/** Days. Longer than a page can stay open without signing in again, which begins with all there is to see. */
const withdrawnKeptDays = 7;

/** Deletes flags that were taken back, once every page has learned of it. */
export async function eraseWithdrawnFlags(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - withdrawnKeptDays * 86_400_000);
  await db.delete(flags).where(and(eq(flags.state, 'withdrawn'), lt(flags.raisedAt, before)));
}
