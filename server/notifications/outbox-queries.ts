import { and, asc, count, desc, eq, inArray, isNull, lt, lte, min, or, sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { devices, notifications } from '#drizzle/schema/notifications';
import type { Role } from '#shared/viewer';
import { urgentKinds, type Channel, type NotificationKind } from '#shared/notifications';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedDevices } from './device-queries.ts';
import { isStillTrue } from './still-true-queries.ts';

type NotificationRow = typeof notifications.$inferSelect;
/** `version`: the change that it comes from. */
export type NewNotification = Omit<typeof notifications.$inferInsert, 'state' | 'deviceId' | 'version'> & {
  version: number;
  deviceId: string | null;
};

export async function insertNotifications(tx: Tx, rows: NewNotification[]): Promise<void> {
  if (rows.length > 0)
    await tx.insert(notifications).values(rows.map((row) => ({ ...row, state: 'waiting' as const })));
}

/** A notification with everything needed to send it. `tries` includes the current one. */
export type LeasedNotification = Pick<
  NotificationRow,
  'id' | 'helplineId' | 'version' | 'personId' | 'channel' | 'kind' | 'path' | 'createdAt' | 'dueAt' | 'tries'
> & {
  roles: Role[];
  email: string | null;
  suspendedAt: Date | null;
  /** False if what it says is over: the shift that comes, or the request. */
  isStillTrue: boolean;
  device: { id: string; endpoint: string; p256dh: string; auth: string } | null;
};

export const urgent = (kind: unknown) => sql`${kind} in ${[...urgentKinds]}`;

/** Urgent, or no older one of the kind that is not is pending for the same person and channel. An urgent one waits for none. */
const isNext = (now: Date) => sql`(${urgent(notifications.kind)} or not exists (
  select 1 from ${notifications} e
  where e.state = 'waiting' and e.person_id = ${notifications.personId} and e.channel = ${notifications.channel}
    and e.device_id is not distinct from ${notifications.deviceId} and e.due_at <= ${now.toISOString()}::timestamptz
    and not (${urgent(sql`e.kind`)})
    and (e.due_at, e.id) < (${notifications.dueAt}, ${notifications.id})))`;

/** At most so many at once, of which those that are not urgent at most `others`. */
type Room = { most: number; others: number };

/** Leases due notifications until `until`, after which any server may try them again. The urgent ones first. */
export function lease(db: Db, now: Date, until: Date, { most, others }: Room): Promise<LeasedNotification[]> {
  return db.transaction(async (tx) => {
    const found = await tx
      .select({ id: notifications.id, isUrgent: sql<boolean>`${urgent(notifications.kind)}` })
      .from(notifications)
      .where(
        and(
          eq(notifications.state, 'waiting'),
          lte(notifications.dueAt, now),
          or(isNull(notifications.leasedUntil), lte(notifications.leasedUntil, now)),
          isNext(now),
        ),
      )
      .orderBy(desc(urgent(notifications.kind)), asc(notifications.dueAt), asc(notifications.id))
      .limit(most)
      .for('update', { skipLocked: true });
    const ahead = found.filter(({ isUrgent }) => isUrgent).length;
    const due = found.slice(0, ahead + others);
    if (due.length === 0) return [];
    const mine = inArray(
      notifications.id,
      due.map(({ id }) => id),
    );
    await tx
      .update(notifications)
      .set({ leasedUntil: until, tries: sql`${notifications.tries} + 1` })
      .where(mine);
    const rows = await tx
      .select({
        notification: notifications,
        roles: people.roles,
        email: people.email,
        suspendedAt: people.suspendedAt,
        isStillTrue: isStillTrue(now),
        device: devices,
      })
      .from(notifications)
      .innerJoin(people, eq(people.id, notifications.personId))
      .leftJoin(devices, eq(devices.id, notifications.deviceId))
      .where(mine)
      .orderBy(asc(notifications.dueAt), asc(notifications.id));
    const opened = await sealedDevices.openWhole(
      tx,
      rows.flatMap(({ device }) => device ?? []),
    );
    const deviceOf = (id: string | undefined) => opened.find((device) => device.id === id) ?? null;
    return rows.map(({ notification, device, ...to }) => ({
      ...notification,
      ...to,
      device: deviceOf(device?.id),
    }));
  });
}

/** How many notifications are due and not settled, and since when the oldest has been due. */
export async function waitingToBeSent(db: Db, now: Date): Promise<{ count: number; oldest: Date | null }> {
  const isDue = and(eq(notifications.state, 'waiting'), lte(notifications.dueAt, now));
  const [found] = await db
    .select({ count: count(), oldest: min(notifications.dueAt) })
    .from(notifications)
    .where(isDue);
  return found!;
}

/** Not settled yet, by this server or another. */
export const isWaiting = (id: string) => and(eq(notifications.id, id), eq(notifications.state, 'waiting'));

export async function settle(db: Db, id: string, state: 'sent' | 'dropped', settledAt: Date): Promise<void> {
  await db.update(notifications).set({ state, settledAt }).where(isWaiting(id));
}

export async function tryAgainAt(db: Db, id: string, leasedUntil: Date): Promise<void> {
  await db.update(notifications).set({ leasedUntil }).where(isWaiting(id));
}

/** The result of this person's last test on one channel, over all devices it went to. */
export async function lastTest(
  db: Db | Tx,
  personId: string,
  channel: Channel,
): Promise<{ askedAt: Date; states: NotificationRow['state'][]; settledAt: Date | null } | null> {
  const rows = await db
    .select({
      createdAt: notifications.createdAt,
      state: notifications.state,
      settledAt: notifications.settledAt,
    })
    .from(notifications)
    .where(
      and(
        eq(notifications.personId, personId),
        eq(notifications.channel, channel),
        eq(notifications.kind, 'test' satisfies NotificationKind),
      ),
    )
    .orderBy(desc(notifications.createdAt))
    .limit(20);
  const [latest] = rows;
  if (!latest) return null;
  const together = rows.filter(({ createdAt }) => createdAt.getTime() === latest.createdAt.getTime());
  return {
    askedAt: latest.createdAt,
    states: together.map(({ state }) => state),
    settledAt: latest.settledAt,
  };
}

export async function eraseSettled(db: Db, now: Date): Promise<number> {
  const before = daysBefore(now, retentionDays.notifications);
  const { count } = await db.delete(notifications).where(lt(notifications.settledAt, before));
  return count;
}
