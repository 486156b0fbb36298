import { and, eq, inArray, isNull, min, or } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { NotificationKind, OnlyWhile } from '#shared/notifications';
import type { Tx } from '../platform/database/db.ts';

const waitingOf = (personIds: string[], kind: NotificationKind) =>
  and(
    inArray(notifications.personId, personIds),
    eq(notifications.kind, kind),
    eq(notifications.state, 'waiting'),
  );

/**
 * When those of these people are sent the first pending notification of this kind, by their ids: one that no server has tried yet, and that
 * is sent at least while this one would be.
 */
export async function firstWaitingOf(
  tx: Tx,
  personIds: string[],
  kind: NotificationKind,
  onlyWhile: OnlyWhile | null,
): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map();
  const always = isNull(notifications.onlyWhile);
  const isSentAtLeastWhile = onlyWhile === null ? always : or(always, eq(notifications.onlyWhile, onlyWhile));
  const rows = await tx
    .select({ personId: notifications.personId, dueAt: min(notifications.dueAt) })
    .from(notifications)
    .where(and(waitingOf(personIds, kind), eq(notifications.tries, 0), isSentAtLeastWhile))
    .groupBy(notifications.personId);
  return new Map(rows.map(({ personId, dueAt }) => [personId, dueAt!]));
}

/** Cancels pending notifications of this kind for this person. */
export async function dropWaiting(
  tx: Tx,
  personId: string,
  kind: NotificationKind,
  now: Date,
): Promise<void> {
  await tx
    .update(notifications)
    .set({ state: 'dropped', settledAt: now })
    .where(waitingOf([personId], kind));
}
