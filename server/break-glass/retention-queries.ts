import { and, inArray, not, sql } from 'drizzle-orm';
import { breakGlass } from '#drizzle/schema/break-glass';
import { retentionDays } from '#shared/retention';
import { isPersonHeld, namedIn } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes old requests with the keys of their words. The audit log keeps its lines. */
export async function eraseOldBreakGlass(tx: Tx, now: Date) {
  const { askedBy, answeredBy, shutBy, readBy, seenBy, reviewedBy, affectedPersonIds } = breakGlass;
  const { shutAt, answeredAt, lapsesAt } = breakGlass;
  const over = inArray(breakGlass.state, ['declined', 'withdrawn', 'lapsed', 'shut']);
  const before = daysBefore(now, retentionDays.breakGlass).toISOString();
  const isOld = sql`coalesce(${shutAt}, ${answeredAt}, ${lapsesAt}) <= ${before}::timestamptz`;
  const isHeld = isPersonHeld(
    now,
    ...[askedBy, answeredBy, shutBy, namedIn(readBy), seenBy, reviewedBy, affectedPersonIds],
  );
  const gone = await tx
    .delete(breakGlass)
    .where(and(over, isOld, not(isHeld)))
    .returning({ id: breakGlass.id, helplineId: breakGlass.helplineId });
  await destroyKeysOf(tx, 'break-glass', gone);
  return gone;
}
