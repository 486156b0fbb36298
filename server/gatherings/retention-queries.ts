import { and, lte, not } from 'drizzle-orm';
import { gatherings } from '#drizzle/schema/gatherings';
import { retentionDays } from '#shared/retention';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Erases gatherings with their lines and their keys so many days after their start. */
export async function eraseOldGatherings(tx: Tx, now: Date) {
  const old = lte(gatherings.startsAt, daysBefore(now, retentionDays.gatherings));
  const gone = await tx
    .delete(gatherings)
    .where(and(old, not(isPersonHeld(now, gatherings.ledBy, gatherings.withId))))
    .returning({ id: gatherings.id, helplineId: gatherings.helplineId });
  await destroyKeysOf(tx, 'gathering', gone);
  return gone;
}
