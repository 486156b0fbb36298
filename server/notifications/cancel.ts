import { and, eq, inArray } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { NotificationKind } from '#shared/notifications';
import type { Change } from '../platform/live/commands/command.ts';

type Dropping = Pick<Change, 'tx' | 'helplineId' | 'now'>;

/**
 * Whatever still waits to open this page is not sent any more, to nobody: what it tells of has been settled. One that a
 * server is sending at this moment still arrives, and is not tried again.
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
