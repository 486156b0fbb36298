import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { devices, reaches } from '#drizzle/schema/reach';
import type { Role, Viewer } from '#shared/people';
import { usualReach, type NoticeKind, type Reach } from '#shared/reach';
import type { Tx } from '../db.ts';

type ReachRow = typeof reaches.$inferSelect & { devices: Reach['devices'] };
export type ReachChange = Partial<
  Pick<typeof reaches.$inferInsert, 'pushKinds' | 'emailKinds' | 'quietFrom' | 'quietUntil'>
>;
type Whose = { id: string; roles: Role[]; helplineId: string };

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toReach = (row: ReachRow): Reach => ({
  id: row.id,
  version: row.version,
  pushKinds: row.pushKinds,
  emailKinds: row.emailKinds,
  quietFrom: row.quietFrom,
  quietUntil: row.quietUntil,
  devices: row.devices.map(({ id, label, since }) => ({ id, label, since: new Date(since).toISOString() })),
});

const devicesOf = sql<Reach['devices']>`coalesce((
  select json_agg(json_build_object('id', d.id, 'label', d.label, 'since', d.since) order by d.since, d.id)
  from ${devices} d where d.person_id = ${reaches}.id), '[]'::json)`;

const columns = {
  id: reaches.id,
  helplineId: reaches.helplineId,
  version: reaches.version,
  pushKinds: reaches.pushKinds,
  emailKinds: reaches.emailKinds,
  quietFrom: reaches.quietFrom,
  quietUntil: reaches.quietUntil,
  devices: devicesOf,
};

export async function reachesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Reach[]> {
  const rows = await tx
    .select(columns)
    .from(reaches)
    .where(and(eq(reaches.id, viewer.id), gt(reaches.version, since)));
  return rows.map(toReach);
}

/** What is not named stays as it was, or as usual for somebody who never chose. */
export async function setReach(
  tx: Tx,
  { id, roles, helplineId }: Whose,
  version: number,
  change: ReachChange = {},
): Promise<Reach> {
  const { pushKinds, emailKinds } = usualReach({ id, roles });
  await tx
    .insert(reaches)
    .values({ id, helplineId, pushKinds, emailKinds, ...change, version })
    .onConflictDoUpdate({ target: reaches.id, set: { ...change, version } });
  const [row] = await tx.select(columns).from(reaches).where(eq(reaches.id, id));
  return toReach(row!);
}

/** One person as far as reaching them goes: what they chose, or what is usual. */
export type Reachable = {
  id: string;
  hasEmail: boolean;
  pushKinds: NoticeKind[];
  emailKinds: NoticeKind[];
  quietFrom: string | null;
  quietUntil: string | null;
  timeZone: string;
  deviceIds: string[];
};

/** Those of them who are not suspended. */
export async function whomToReach(tx: Tx, helplineId: string, personIds: string[]): Promise<Reachable[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .select({
      id: people.id,
      roles: people.roles,
      hasEmail: sql<boolean>`${people.email} is not null`,
      reach: reaches,
      timeZone: helplines.timeZone,
      deviceIds: sql<string[]>`array(
        select d.id from ${devices} d where d.person_id = ${people}.id order by d.since, d.id)`,
    })
    .from(people)
    .innerJoin(helplines, eq(helplines.id, people.helplineId))
    .leftJoin(reaches, eq(reaches.id, people.id))
    .where(and(eq(people.helplineId, helplineId), inArray(people.id, personIds), isNull(people.suspendedAt)));
  return rows.map(({ id, roles, hasEmail, reach, timeZone, deviceIds }) => {
    const { pushKinds, emailKinds, quietFrom, quietUntil } = reach ?? usualReach({ id, roles });
    return { id, hasEmail, pushKinds, emailKinds, quietFrom, quietUntil, timeZone, deviceIds };
  });
}
