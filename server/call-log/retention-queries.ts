import { and, lte, not } from 'drizzle-orm';
import { logExports } from '#drizzle/schema/log-exports';
import { retentionDays } from '#shared/retention';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes old lines of who took out figures, with the keys of their reasons. The audit log keeps its line. */
export async function eraseOldLogExports(tx: Tx, now: Date) {
  const isOld = lte(logExports.takenAt, daysBefore(now, retentionDays.logExports));
  const gone = await tx
    .delete(logExports)
    .where(and(isOld, not(isPersonHeld(now, logExports.takenBy))))
    .returning({ id: logExports.id, helplineId: logExports.helplineId });
  await destroyKeysOf(tx, 'log-export', gone);
  return gone;
}
