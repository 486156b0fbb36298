import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { NotificationKind, OnlyWhile } from '#shared/notifications';
import type { Tx } from '../platform/database/db.ts';

const waitingOf = (personIds: string[], kind: NotificationKind) =>
  and(
    inArray(notifications.personId, personIds),
    eq(notifications.kind, kind),
    eq(notifications.state, 'waiting'),
  );

/** Those of these people with a pending notification of this kind that no server has tried yet, and that is sent at least while this one would be. */
export async function peopleWithWaiting(
  tx: Tx,
  personIds: string[],
  kind: NotificationKind,
  onlyWhile: OnlyWhile | null,
): Promise<string[]> {
  if (personIds.length === 0) return [];
  const always = isNull(notifications.onlyWhile);
  const isSentAtLeastWhile = onlyWhile === null ? always : or(always, eq(notifications.onlyWhile, onlyWhile));
  const rows = await tx
    .selectDistinct({ personId: notifications.personId })
    .from(notifications)
    .where(and(waitingOf(personIds, kind), eq(notifications.tries, 0), isSentAtLeastWhile));
  return rows.map(({ personId }) => personId);
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
