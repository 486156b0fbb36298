import { and, lte, not } from 'drizzle-orm';
import { signals } from '#drizzle/schema/signals';
import { retentionDays } from '#shared/retention';
import { isCallHeld, isSignalHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';

export async function eraseOldSignals(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.signals);
  const isHeld = [isCallHeld(now, signals.callId), isSignalHeld(now)];
  return tx
    .delete(signals)
    .where(and(lte(signals.raisedAt, before), ...isHeld.map(not)))
    .returning({ helplineId: signals.helplineId });
}
