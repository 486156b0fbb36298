import { and, eq, lt, not } from 'drizzle-orm';
import { flags } from '#drizzle/schema/flags';
import { retentionDays } from '#shared/retention';
import { isCallHeld, isFlagHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes withdrawn flags and their keys, once every client can have learned of it. */
export async function eraseWithdrawnFlags(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.withdrawnFlags);
  const isHeld = [isCallHeld(now, flags.callId), isFlagHeld(now)];
  const gone = await tx
    .delete(flags)
    .where(and(eq(flags.state, 'withdrawn'), lt(flags.raisedAt, before), ...isHeld.map(not)))
    .returning({ id: flags.id, helplineId: flags.helplineId });
  await destroyKeysOf(tx, 'flag', gone);
  return gone;
}
