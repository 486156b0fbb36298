import { and, isNull, lte, not, or } from 'drizzle-orm';
import { callBacks } from '#drizzle/schema/call-backs';
import { retentionDays } from '#shared/retention';
import { isCallBackHeld, isCallHeld } from '../legal-holds/held-queries.ts';
import { countInMonth } from '../monthly-counts/queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Erases call backs so many days after they were settled, or after the agreed time where nobody settled them, with their keys. */
export async function eraseOldCallBacks(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.callBacks);
  const isOld = or(
    lte(callBacks.settledAt, before),
    and(isNull(callBacks.settledAt), lte(callBacks.until, before)),
  );
  const isHeld = or(isCallHeld(now, callBacks.callId), isCallBackHeld(now))!;
  const gone = await tx
    .delete(callBacks)
    .where(and(isOld, not(isHeld)))
    .returning({
      id: callBacks.id,
      helplineId: callBacks.helplineId,
      settledAt: callBacks.settledAt,
    });
  const unsettled = gone.filter(({ settledAt }) => settledAt === null);
  for (const helplineId of [...new Set(unsettled.map((row) => row.helplineId))].sort()) {
    const count = unsettled.filter((row) => row.helplineId === helplineId).length;
    await countInMonth(tx, helplineId, { what: 'call-backs', slug: 'unsettled', at: now, count });
  }
  await destroyKeysOf(tx, 'call-back', gone);
  await destroyKeysOf(tx, 'call-back-number', gone);
  return gone;
}
