import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { Channel, NotificationKind, OnlyWhile } from '#shared/notifications';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { shifts } from './shifts.ts';

/** Notification preferences of one person; `id` is theirs. Without a row `usualNotificationPreferences` applies. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => people.id),
    helplineId: helplineRow.helplineId,
    version: helplineRow.version,
    pushKinds: text('push_kinds').array().$type<NotificationKind[]>().notNull(),
    emailKinds: text('email_kinds').array().$type<NotificationKind[]>().notNull(),
    quietFrom: text('quiet_from'),
    quietUntil: text('quiet_until'),
  },
  (table) => [index('notification_preferences_by_version').on(table.helplineId, table.version)],
);

/** A browser that may be reached while no page is open. */
export const devices = pgTable(
  'devices',
  {
    id: uuid('id').primaryKey(),
    helplineId: helplineRow.helplineId,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    label: text('label').notNull(),
    endpoint: text('endpoint').notNull(),
    /** A keyed digest of the address, which is sealed. Null until existing rows are sealed. */
    endpointDigest: text('endpoint_digest').unique(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    since: instantColumn('since').notNull(),
  },
  (table) => [index('devices_of_person').on(table.personId)],
);

/** The outbox: written in the transaction of the event, sent afterwards by any server. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey(),
    helplineId: helplineRow.helplineId,
    /** The change it comes from; once it is undelivered, the change that announced that. */
    version: bigint('version', { mode: 'number' }).notNull().default(0),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    channel: text('channel').$type<Channel>().notNull(),
    deviceId: uuid('device_id').references(() => devices.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<NotificationKind>().notNull(),
    /** The page it opens, such as /desk/…: an address of ours without a name in it. */
    path: text('path').notNull(),
    /** The shift that comes, which is looked at once more when it is sent. Null for every kind that is not about one. */
    shiftId: uuid('shift_id').references(() => shifts.id, { onDelete: 'cascade' }),
    /** What has to be so still when it is sent. Null where nothing ends the reason for it. */
    onlyWhile: text('only_while').$type<OnlyWhile>(),
    createdAt: instantColumn('created_at').notNull(),
    dueAt: instantColumn('due_at').notNull(),
    /** The end of the lease: until then one server sends it, after that any may try again. */
    leasedUntil: instantColumn('leased_until'),
    tries: smallint('tries').notNull().default(0),
    state: text('state').$type<'waiting' | 'sent' | 'undelivered' | 'dropped'>().notNull(),
    settledAt: instantColumn('settled_at'),
  },
  (table) => [
    index('notifications_due')
      .on(table.dueAt)
      .where(sql`${table.state} = 'waiting'`),
    index('notifications_of_person').on(table.personId, table.createdAt),
    index('notifications_undelivered')
      .on(table.helplineId, table.version)
      .where(sql`${table.state} = 'undelivered'`),
    index('notifications_settled').on(table.settledAt),
    index('notifications_to_device')
      .on(table.deviceId)
      .where(sql`${table.deviceId} is not null`),
    index('notifications_about_shift')
      .on(table.shiftId)
      .where(sql`${table.shiftId} is not null`),
  ],
);

/** The pair of keys by which push services know this installation. One row. */
export const pushKeys = pgTable('push_keys', {
  id: smallint('id').primaryKey().default(1),
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
  madeAt: instantColumn('made_at').notNull(),
});
