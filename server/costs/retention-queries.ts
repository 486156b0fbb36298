import { lte } from 'drizzle-orm';
import { assumptions } from '#drizzle/schema/costs';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes assumptions that were replaced long ago, with the keys of their sources. Copies that were kept hold their own. */
export async function eraseOldAssumptions(tx: Tx, now: Date) {
  const gone = await tx
    .delete(assumptions)
    .where(lte(assumptions.replacedAt, daysBefore(now, retentionDays.assumptions)))
    .returning({ id: assumptions.id, helplineId: assumptions.helplineId });
  await destroyKeysOf(tx, 'assumption', gone);
  return gone;
}
