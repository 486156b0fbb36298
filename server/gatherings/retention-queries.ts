import { and, lte, not, sql } from 'drizzle-orm';
import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { retentionDays } from '#shared/retention';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Erases gatherings with their lines and their keys so many days after their start. */
export async function eraseOldGatherings(tx: Tx, now: Date) {
  const old = lte(gatherings.startsAt, daysBefore(now, retentionDays.gatherings));
  const { ledBy, withId, comingIds, cannotIds, confirmedIds, caughtUpIds } = gatherings;
  const writers = sql`array(select ${gatheringLines.by} from ${gatheringLines} where ${gatheringLines.gatheringId} = ${gatherings.id})`;
  const isHeld = isPersonHeld(now, ledBy, withId, comingIds, cannotIds, confirmedIds, caughtUpIds, writers);
  const gone = await tx
    .delete(gatherings)
    .where(and(old, not(isHeld)))
    .returning({ id: gatherings.id, helplineId: gatherings.helplineId });
  await destroyKeysOf(tx, 'gathering', gone);
  return gone;
}
