import { and, eq, inArray } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { NotificationKind } from '#shared/notifications';
import type { Tx } from '../platform/database/db.ts';
import type { Change } from '../platform/live/commands/command.ts';

type Dropping = Pick<Change, 'tx' | 'helplineId' | 'now'>;

/**
 * Cancels all pending notifications that open this page, because the matter is settled. One that a
 * server is sending at this moment still arrives, and is not retried.
 */
export async function cancelNotifications(
  { tx, helplineId, now }: Dropping,
  path: string,
  kinds?: NotificationKind[],
): Promise<void> {
  const waiting = and(
    eq(notifications.state, 'waiting'),
    eq(notifications.helplineId, helplineId),
    eq(notifications.path, path),
    kinds && inArray(notifications.kind, kinds),
  );
  await tx.update(notifications).set({ state: 'dropped', settledAt: now }).where(waiting);
}

/** Deletes every notification of this kind, also those that were sent. */
export async function eraseNotifications(tx: Tx, helplineId: string, kind: NotificationKind): Promise<void> {
  await tx
    .delete(notifications)
    .where(and(eq(notifications.helplineId, helplineId), eq(notifications.kind, kind)));
}
