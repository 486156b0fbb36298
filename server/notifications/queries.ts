import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { devices, notificationPreferences } from '#drizzle/schema/notifications';
import type { Role, Viewer } from '#shared/viewer';
import {
  usualNotificationPreferences,
  type NotificationKind,
  type NotificationPreferences,
} from '#shared/notifications';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { sealedDevices } from './device-queries.ts';

/** `since` is an ISO string. */
type DeviceInRow = { id: string; label: string; since: string };
type PreferencesRow = typeof notificationPreferences.$inferSelect & { devices: DeviceInRow[] };
export type PreferencesChange = Partial<
  Pick<typeof notificationPreferences.$inferInsert, 'pushKinds' | 'emailKinds' | 'quietFrom' | 'quietUntil'>
>;
type Whose = { id: string; roles: Role[]; helplineId: string };

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toPreferences = async (tx: Tx, row: PreferencesRow): Promise<NotificationPreferences> => ({
  id: row.id,
  version: row.version,
  pushKinds: row.pushKinds,
  emailKinds: row.emailKinds,
  quietFrom: row.quietFrom,
  quietUntil: row.quietUntil,
  devices: (await sealedDevices.openWhole(tx, row.devices)).map(({ id, label, since }) => ({
    id,
    label,
    since: new Date(since).toISOString(),
  })),
});

const devicesOf = sql<DeviceInRow[]>`coalesce((
  select json_agg(json_build_object('id', d.id, 'label', d.label, 'since', d.since) order by d.since, d.id)
  from ${devices} d where d.person_id = ${notificationPreferences}.id), '[]'::json)`;

const columns = {
  id: notificationPreferences.id,
  helplineId: notificationPreferences.helplineId,
  version: notificationPreferences.version,
  pushKinds: notificationPreferences.pushKinds,
  emailKinds: notificationPreferences.emailKinds,
  quietFrom: notificationPreferences.quietFrom,
  quietUntil: notificationPreferences.quietUntil,
  devices: devicesOf,
};

export const latestPreferences = latestOfHelpline(notificationPreferences);

export async function preferencesChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
): Promise<NotificationPreferences[]> {
  const rows = await tx
    .select(columns)
    .from(notificationPreferences)
    .where(and(eq(notificationPreferences.id, viewer.id), gt(notificationPreferences.version, since)));
  return Promise.all(rows.map((row) => toPreferences(tx, row)));
}

/** Fields that are left out keep their value, or the default for a person who never chose. */
export async function setPreferences(
  tx: Tx,
  { id, roles, helplineId }: Whose,
  version: number,
  change: PreferencesChange = {},
): Promise<NotificationPreferences> {
  const { pushKinds, emailKinds } = usualNotificationPreferences({ id, roles });
  await tx
    .insert(notificationPreferences)
    .values({ id, helplineId, pushKinds, emailKinds, ...change, version })
    .onConflictDoUpdate({ target: notificationPreferences.id, set: { ...change, version } });
  const [row] = await tx
    .select(columns)
    .from(notificationPreferences)
    .where(eq(notificationPreferences.id, id));
  return toPreferences(tx, row!);
}

/** A person with their notification preferences, or the defaults. */
export type Recipient = {
  id: string;
  hasEmail: boolean;
  pushKinds: NotificationKind[];
  emailKinds: NotificationKind[];
  quietFrom: string | null;
  quietUntil: string | null;
  timeZone: string;
  deviceIds: string[];
};

/** The recipients with these ids who are not suspended. */
export async function recipients(tx: Tx, helplineId: string, personIds: string[]): Promise<Recipient[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .select({
      id: people.id,
      roles: people.roles,
      hasEmail: sql<boolean>`${people.email} is not null`,
      reach: notificationPreferences,
      timeZone: helplines.timeZone,
      deviceIds: sql<string[]>`array(
        select d.id from ${devices} d where d.person_id = ${people}.id order by d.since, d.id)`,
    })
    .from(people)
    .innerJoin(helplines, eq(helplines.id, people.helplineId))
    .leftJoin(notificationPreferences, eq(notificationPreferences.id, people.id))
    .where(and(eq(people.helplineId, helplineId), inArray(people.id, personIds), isNull(people.suspendedAt)));
  return rows.map(({ id, roles, hasEmail, reach, timeZone, deviceIds }) => {
    const { pushKinds, emailKinds, quietFrom, quietUntil } =
      reach ?? usualNotificationPreferences({ id, roles });
    return { id, hasEmail, pushKinds, emailKinds, quietFrom, quietUntil, timeZone, deviceIds };
  });
}
