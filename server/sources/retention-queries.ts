import { lte } from 'drizzle-orm';
import { sources } from '#drizzle/schema/sources';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes sources that were removed long ago, with the key of what they said. */
export async function eraseOldSources(tx: Tx, now: Date) {
  const gone = await tx
    .delete(sources)
    .where(lte(sources.removedAt, daysBefore(now, retentionDays.sources)))
    .returning({ id: sources.id, helplineId: sources.helplineId });
  await destroyKeysOf(tx, 'source', gone);
  return gone;
}
