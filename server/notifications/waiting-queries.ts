import { and, eq, inArray } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { NotificationKind } from '#shared/notifications';
import type { Tx } from '../platform/database/db.ts';

const waitingOf = (personIds: string[], kind: NotificationKind) =>
  and(
    inArray(notifications.personId, personIds),
    eq(notifications.kind, kind),
    eq(notifications.state, 'waiting'),
  );

/** Those of these people with a pending notification of this kind that no server has tried yet. */
export async function peopleWithWaiting(
  tx: Tx,
  personIds: string[],
  kind: NotificationKind,
): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ personId: notifications.personId })
    .from(notifications)
    .where(and(waitingOf(personIds, kind), eq(notifications.tries, 0)));
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
