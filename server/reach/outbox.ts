import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { devices, notices } from '#drizzle/schema/reach';
import { isA, type Role, type Viewer } from '#shared/people';
import { urgentKinds, type Channel, type NoticeKind, type Undelivered } from '#shared/reach';
import type { Db, Tx } from '../db.ts';

type NoticeRow = typeof notices.$inferSelect;
export type NewNotice = Omit<typeof notices.$inferInsert, 'state' | 'deviceId'> & { deviceId: string | null };

/** The only way a row is told to people. A new column stays private until it is named here. */
const toUndelivered = ({
  id,
  version,
  personId,
  channel,
  kind,
  settledAt,
  dueAt,
}: NoticeRow): Undelivered => ({
  id,
  version,
  personId,
  channel,
  kind,
  at: (settledAt ?? dueAt).toISOString(),
});

/** How many days of what could not be delivered are told. */
const recentDays = 7;

export async function undeliveredChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<Undelivered[]> {
  const rows = await tx
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.helplineId, viewer.helplineId),
        eq(notices.state, 'undelivered'),
        gt(notices.version, since),
        gt(notices.settledAt, new Date(now.getTime() - recentDays * 86_400_000)),
        isA(viewer, 'manager') ? undefined : eq(notices.personId, viewer.id),
      ),
    );
  return rows.map(toUndelivered);
}

export async function insertNotices(tx: Tx, rows: NewNotice[]): Promise<void> {
  if (rows.length > 0)
    await tx.insert(notices).values(rows.map((row) => ({ ...row, state: 'waiting' as const })));
}

/** A notice with all that is needed to send it. `tries` counts the one at hand. */
export type InHand = Pick<
  NoticeRow,
  'id' | 'helplineId' | 'personId' | 'channel' | 'kind' | 'path' | 'createdAt' | 'dueAt' | 'tries'
> & {
  roles: Role[];
  email: string | null;
  suspendedAt: Date | null;
  device: { id: string; endpoint: string; p256dh: string; auth: string } | null;
};

const urgent = (kind: unknown) => sql`${kind} in ${[...urgentKinds]}`;

/** Nothing older waits for the same person on the same way. What is urgent does not wait behind what is not. */
const isNext = (now: Date) => sql`not exists (
  select 1 from ${notices} e
  where e.state = 'waiting' and e.person_id = ${notices.personId} and e.channel = ${notices.channel}
    and e.device_id is not distinct from ${notices.deviceId} and e.due_at <= ${now.toISOString()}::timestamptz
    and (${urgent(sql`e.kind`)}) = (${urgent(notices.kind)})
    and (e.due_at, e.id) < (${notices.dueAt}, ${notices.id}))`;

/** Takes what is due in hand until `until`, after which any server may try it again. */
export function takeInHand(db: Db, now: Date, until: Date, most: number): Promise<InHand[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(
        and(
          eq(notices.state, 'waiting'),
          lte(notices.dueAt, now),
          or(isNull(notices.leasedUntil), lte(notices.leasedUntil, now)),
          isNext(now),
        ),
      )
      .orderBy(asc(notices.dueAt), asc(notices.id))
      .limit(most)
      .for('update', { skipLocked: true });
    if (due.length === 0) return [];
    const mine = inArray(
      notices.id,
      due.map(({ id }) => id),
    );
    await tx
      .update(notices)
      .set({ leasedUntil: until, tries: sql`${notices.tries} + 1` })
      .where(mine);
    const rows = await tx
      .select({
        notice: notices,
        roles: people.roles,
        email: people.email,
        suspendedAt: people.suspendedAt,
        device: devices,
      })
      .from(notices)
      .innerJoin(people, eq(people.id, notices.personId))
      .leftJoin(devices, eq(devices.id, notices.deviceId))
      .where(mine)
      .orderBy(asc(notices.dueAt), asc(notices.id));
    return rows.map(({ notice, ...to }) => ({ ...notice, ...to }));
  });
}

const stillWaiting = (id: string) => and(eq(notices.id, id), eq(notices.state, 'waiting'));

export async function settle(db: Db, id: string, state: 'sent' | 'dropped', settledAt: Date): Promise<void> {
  await db.update(notices).set({ state, settledAt }).where(stillWaiting(id));
}

export async function tryAgainAt(db: Db, id: string, leasedUntil: Date): Promise<void> {
  await db.update(notices).set({ leasedUntil }).where(stillWaiting(id));
}

/** Null where another server has settled it meanwhile. */
export async function giveUp(
  tx: Tx,
  id: string,
  version: number,
  settledAt: Date,
): Promise<Undelivered | null> {
  const [row] = await tx
    .update(notices)
    .set({ state: 'undelivered', version, settledAt })
    .where(stillWaiting(id))
    .returning();
  return row ? toUndelivered(row) : null;
}

/** How the test went that this person asked for last, on one way: all of it, where it went to several devices. */
export async function lastTest(
  db: Db | Tx,
  personId: string,
  channel: Channel,
): Promise<{ askedAt: Date; states: NoticeRow['state'][]; settledAt: Date | null } | null> {
  const rows = await db
    .select({ createdAt: notices.createdAt, state: notices.state, settledAt: notices.settledAt })
    .from(notices)
    .where(
      and(
        eq(notices.personId, personId),
        eq(notices.channel, channel),
        eq(notices.kind, 'test' satisfies NoticeKind),
      ),
    )
    .orderBy(desc(notices.createdAt))
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

/** What was settled before this moment is of no more use. */
export async function clearSettled(db: Db, before: Date): Promise<void> {
  await db.delete(notices).where(lt(notices.settledAt, before));
}
