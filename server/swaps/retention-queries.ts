import { and, isNotNull, lt } from 'drizzle-orm';
import { swaps } from '#drizzle/schema/swaps';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';

/** Deletes old requests, with who was asked when. */
export async function eraseOldSwaps(tx: Tx, now: Date) {
  const old = lt(swaps.askedAt, daysBefore(now, retentionDays.swaps));
  return tx
    .delete(swaps)
    .where(and(old, isNotNull(swaps.overAt)))
    .returning({ helplineId: swaps.helplineId });
}
