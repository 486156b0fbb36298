import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { DebriefState, DebriefStep, Urgency } from '#shared/debrief';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

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
    note: text('note').notNull(),
    callIds: uuid('call_ids').array().notNull(),
    managerId: uuid('manager_id').references(() => people.id),
    heldBy: uuid('held_by').references(() => people.id),
    offeredFor: instantColumn('offered_for'),
    steps: jsonb('steps').$type<DebriefStep[]>().notNull(),
  },
  (table) => [
    index('debriefs_by_asker').on(table.askedBy, table.askedAt),
    index('debriefs_by_age').on(table.helplineId, table.askedAt),
    index('debriefs_about_call').using('gin', table.callIds),
    index('debriefs_by_version').on(table.helplineId, table.version),
  ],
);
