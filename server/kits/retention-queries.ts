import { lte } from 'drizzle-orm';
import { kits } from '#drizzle/schema/kits';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes bags that were taken out of use long ago, with the keys of what was written about them. */
export async function eraseOldKits(tx: Tx, now: Date) {
  const gone = await tx
    .delete(kits)
    .where(lte(kits.retiredAt, daysBefore(now, retentionDays.kits)))
    .returning({ id: kits.id, helplineId: kits.helplineId });
  await destroyKeysOf(tx, 'kit', gone);
  return gone;
}
