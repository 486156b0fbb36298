import { and, lte, not } from 'drizzle-orm';
import { signals } from '#drizzle/schema/signals';
import { retentionDays } from '#shared/retention';
import { isCallHeld, isPersonHeld } from '../legal-holds/held-queries.ts';
import type { Tx } from '../platform/database/db.ts';

export async function eraseOldSignals(tx: Tx, now: Date) {
  const before = new Date(now.getTime() - retentionDays.signals * 86_400_000);
  const isHeld = [isCallHeld(now, signals.callId), isPersonHeld(now, signals.raisedBy, signals.answeredBy)];
  return tx
    .delete(signals)
    .where(and(lte(signals.raisedAt, before), ...isHeld.map(not)))
    .returning({ helplineId: signals.helplineId });
}
