import { and, isNotNull, lte, not } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { retentionDays } from '#shared/retention';
import { isCallHeld, isGrantHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes old grants with the keys of their reasons. The audit log keeps its line. */
export async function eraseOldGrants(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.grants);
  const isHeld = [isCallHeld(now, grants.callId), isGrantHeld(now)];
  const gone = await tx
    .delete(grants)
    .where(and(isNotNull(grants.endedAt), lte(grants.endedAt, before), ...isHeld.map(not)))
    .returning({ id: grants.id, helplineId: grants.helplineId });
  await destroyKeysOf(tx, 'grant', gone);
  return gone;
}
