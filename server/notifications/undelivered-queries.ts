import { and, eq, gt, sql } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import { isA, type Viewer } from '#shared/viewer';
import type { Undelivered } from '#shared/notifications';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestIn, reader } from '../platform/database/latest-version.ts';
import { isWaiting, urgent } from './outbox-queries.ts';

type NotificationRow = typeof notifications.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toUndelivered = ({
  id,
  version,
  personId,
  channel,
  kind,
  settledAt,
  dueAt,
}: NotificationRow): Undelivered => ({
  id,
  version,
  personId,
  channel,
  kind,
  at: (settledAt ?? dueAt).toISOString(),
});

/** Days for which undelivered notifications are reported. */
const recentDays = 7;

const isUndelivered = sql`${notifications.state} = 'undelivered'`;

export const latestUndelivered = latestIn(
  notifications,
  and(eq(notifications.helplineId, reader.helplineId), isUndelivered),
);

export async function undeliveredChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<Undelivered[]> {
  const rows = await tx
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.helplineId, viewer.helplineId),
        isUndelivered,
        gt(notifications.version, since),
        gt(notifications.settledAt, daysBefore(now, recentDays)),
        isA(viewer, 'manager') ? undefined : eq(notifications.personId, viewer.id),
      ),
    );
  return rows.map(toUndelivered);
}

/** Settles the urgent ones that wait for a device that is about to be removed, and would otherwise go with it without a word. */
export async function markUrgentUndelivered(
  tx: Tx,
  deviceId: string,
  version: number,
  settledAt: Date,
): Promise<Undelivered[]> {
  const rows = await tx
    .update(notifications)
    .set({ state: 'undelivered', deviceId: null, version, settledAt })
    .where(
      and(
        eq(notifications.deviceId, deviceId),
        eq(notifications.state, 'waiting'),
        urgent(notifications.kind),
      ),
    )
    .returning();
  return rows.map(toUndelivered);
}

/** Null if another server has settled it meanwhile. */
export async function markUndelivered(
  tx: Tx,
  id: string,
  version: number,
  settledAt: Date,
): Promise<Undelivered | null> {
  const [row] = await tx
    .update(notifications)
    .set({ state: 'undelivered', version, settledAt })
    .where(isWaiting(id))
    .returning();
  return row ? toUndelivered(row) : null;
}
