import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Debrief, DebriefState, DebriefStep, Urgency } from '#shared/debriefs';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { hadPlaceAt, managedHelpline, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

export const debriefs = pgTable(
  'debriefs',
  {
    ...helplineRow,
    state: text('state').$type<DebriefState>().notNull(),
    urgency: text('urgency').$type<Urgency>().notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instantColumn('asked_at').notNull(),
    shiftId: uuid('shift_id').references(() => shifts.id),
    note: text('note').notNull(),
    way: text('way').$type<Debrief['way']>(),
    callIds: uuid('call_ids').array().notNull(),
    responseNeeded: text('response_needed').$type<Debrief['responseNeeded']>(),
    managerId: uuid('manager_id').references(() => people.id),
    mayEscalate: boolean('may_escalate').notNull().default(false),
    escalatedTo: uuid('escalated_to').array().notNull().default([]),
    seenBy: jsonb('seen_by').$type<Debrief['seenBy']>().notNull().default([]),
    assignedTo: uuid('assigned_to').references(() => people.id),
    offeredFor: instantColumn('offered_for'),
    sharedWithPartner: boolean('shared_with_partner').notNull().default(false),
    sharedAt: instantColumn('shared_at'),
    closing: jsonb('closing').$type<Debrief['closing']>(),
    steps: jsonb('steps').$type<DebriefStep[]>().notNull(),
    /** When it was closed or taken back; its retention starts then. */
    overAt: instantColumn('over_at'),
  },
  (table) => [
    index('debriefs_by_asker').on(table.askedBy, table.askedAt),
    index('debriefs_by_age').on(table.helplineId, table.askedAt),
    index('debriefs_about_call').using('gin', table.callIds),
    index('debriefs_escalated').using('gin', table.escalatedTo),
    index('debriefs_held').on(table.assignedTo),
    index('debriefs_named').on(table.managerId),
    index('debriefs_shared')
      .on(table.shiftId)
      .where(sql`${table.sharedWithPartner}`),
    index('debriefs_over').on(table.overAt),
    index('debriefs_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${table.askedBy} = ${reader} or ${table.assignedTo} = ${reader} or ${table.managerId} = ${reader}
        or ${table.managerId} is not null and ${reader} = any(${table.escalatedTo})
        or ${table.managerId} is null and ${table.helplineId} = ${managedHelpline}
        or ${table.sharedWithPartner} and ${hadPlaceAt(sql`${table.shiftId}`, sql`${table.sharedAt}`)}`,
    ),
  ],
);

/** Messages between the person who asked and the manager to whom the request is assigned. */
export const debriefMessages = pgTable(
  'debrief_messages',
  {
    ...helplineRow,
    debriefId: uuid('debrief_id')
      .notNull()
      .references(() => debriefs.id, { onDelete: 'cascade' }),
    from: uuid('from_person')
      .notNull()
      .references(() => people.id),
    body: text('body').notNull(),
    sentAt: instantColumn('sent_at').notNull(),
    seenAt: instantColumn('seen_at'),
    between: uuid('between').array().notNull(),
  },
  (table) => [
    index('debrief_messages_of').on(table.debriefId, table.version),
    index('debrief_messages_by_version').on(table.helplineId, table.version),
    ...readableIf(sql`${reader} = any(${table.between})`),
  ],
);

/** Counts of erased requests per urgency and month, such as 2026-11. */
export const debriefCounts = pgTable(
  'debrief_counts',
  {
    helplineId: helplineRow.helplineId,
    month: text('month').notNull(),
    urgency: text('urgency').$type<Urgency>().notNull(),
    asked: integer('asked').notNull(),
    held: integer('held').notNull(),
  },
  (table) => [primaryKey({ columns: [table.helplineId, table.month, table.urgency] })],
);
