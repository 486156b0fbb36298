import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Difference, Source, SourceRead, SourceTrouble, UnreadableBecause } from '#shared/sources';
import type { ServiceKind } from '#shared/service-kinds';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { services } from './services.ts';

/** Where services are read from. */
export const sources = pgTable(
  'sources',
  {
    ...helplineRow,
    name: text('name').notNull(),
    address: text('address'),
    areas: text('areas').array().notNull(),
    isWeekly: boolean('is_weekly').notNull().default(false),
    addedBy: uuid('added_by')
      .notNull()
      .references(() => people.id),
    addedAt: instantColumn('added_at').notNull(),
    /** When it is read next; null for not at all. `leasedUntil`: a server reads it until then at the latest; `tries` begun since it last ended. */
    dueAt: instantColumn('due_at'),
    leasedUntil: instantColumn('leased_until'),
    tries: integer('tries').notNull().default(0),
    reads: integer('reads').notNull().default(0),
    lastRead: jsonb('last_read').$type<SourceRead>(),
    trouble: text('trouble').$type<SourceTrouble>(),
    troubleAt: instantColumn('trouble_at'),
    waiting: jsonb('waiting').$type<Source['waiting']>().notNull(),
    removedAt: instantColumn('removed_at'),
  },
  (table) => [
    index('sources_by_version').on(table.helplineId, table.version),
    index('sources_due')
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index('sources_removed').on(table.removedAt),
  ],
);

/** What is known of each service of a source, by the id that the source gives it. */
export const sourceEntries = pgTable(
  'source_entries',
  {
    ...helplineRow,
    sourceId: uuid('source_id')
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    theirId: text('their_id').notNull(),
    /** Ours, once it was taken. */
    serviceId: uuid('service_id').references(() => services.id),
    /** What nobody has decided yet; null for nothing. */
    what: text('what').$type<Difference>(),
    kind: text('kind').$type<ServiceKind>(),
    name: text('name').notNull(),
    /** What the source said when somebody last took or left it, and what it says now: texts of a service as JSON. */
    said: text('said'),
    sent: text('sent'),
    /** The day on which its publisher last found it right. */
    checkedOn: date('checked_on'),
    isLeftAsGone: boolean('is_left_as_gone').notNull().default(false),
    changesNumber: boolean('changes_number').notNull().default(false),
    likeId: uuid('like_id').references(() => services.id),
    because: text('because').$type<UnreadableBecause>(),
  },
  (table) => [
    uniqueIndex('one_entry_per_service_of_source').on(table.sourceId, table.theirId),
    index('source_entries_waiting')
      .on(table.sourceId, table.what, table.id)
      .where(sql`${table.what} is not null`),
    index('source_entries_of_helpline').on(table.helplineId),
    index('source_entries_of_service').on(table.serviceId),
    index('source_entries_alike').on(table.likeId),
  ],
);
