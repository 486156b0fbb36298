import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { FlagState, FlagStep } from '#shared/flags';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { shifts } from './shifts.ts';

export const flags = pgTable(
  'flags',
  {
    ...helplineRow,
    state: text('state').$type<FlagState>().notNull(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id),
    reason: text('reason').notNull(),
    note: text('note').notNull(),
    askMeFirst: boolean('ask_me_first').notNull().default(false),
    raisedBy: uuid('raised_by')
      .notNull()
      .references(() => people.id),
    raisedAt: instantColumn('raised_at').notNull(),
    assignedTo: uuid('assigned_to').references(() => people.id),
    /** When the reviewer last worked on it. */
    touchedAt: instantColumn('touched_at'),
    learning: text('learning'),
    theme: text('theme'),
    closedAt: instantColumn('closed_at'),
    steps: jsonb('steps').$type<FlagStep[]>().notNull(),
  },
  (table) => [
    index('flags_by_raiser').on(table.raisedBy, table.raisedAt),
    index('flags_of_shift').on(table.shiftId),
    index('flags_of_call').on(table.callId),
    index('flags_by_age').on(table.helplineId, table.raisedAt),
    index('flags_idle')
      .on(table.touchedAt)
      .where(sql`${table.state} = 'taken'`),
    index('flags_taken')
      .on(table.assignedTo)
      .where(sql`${table.state} = 'taken'`),
    index('flags_by_version').on(table.helplineId, table.version),
  ],
);
