import { and, eq, gt, sql } from 'drizzle-orm';
import { devices, notices, reaches } from '#drizzle/schema/reach';
import { isA, type Viewer } from '#shared/people';
import type { Reach, Undelivered } from '#shared/reach';
import type { Tx } from '../db.ts';

type ReachRow = typeof reaches.$inferSelect & { devices: Reach['devices'] };
type NoticeRow = typeof notices.$inferSelect;

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toReach = (row: ReachRow): Reach => ({
  id: row.id,
  version: row.version,
  pushKinds: row.pushKinds,
  emailKinds: row.emailKinds,
  quietFrom: row.quietFrom,
  quietUntil: row.quietUntil,
  devices: row.devices,
});

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

const devicesOf = sql<Reach['devices']>`coalesce((
  select json_agg(json_build_object('id', d.id, 'label', d.label, 'since', d.since) order by d.since)
  from ${devices} d where d.person_id = ${reaches}.id), '[]'::json)`;

/** How many days of what could not be delivered are told. */
const recentDays = 7;

export async function reachesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Reach[]> {
  const rows = await tx
    .select({
      id: reaches.id,
      helplineId: reaches.helplineId,
      version: reaches.version,
      pushKinds: reaches.pushKinds,
      emailKinds: reaches.emailKinds,
      quietFrom: reaches.quietFrom,
      quietUntil: reaches.quietUntil,
      devices: devicesOf,
    })
    .from(reaches)
    .where(and(eq(reaches.id, viewer.id), gt(reaches.version, since)));
  return rows.map(toReach);
}

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
