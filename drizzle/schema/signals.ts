import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { GivenAnswer, Signal, SignalAnswer, SignalKind } from '#shared/signals';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { shifts } from './shifts.ts';

export const signals = pgTable(
  'signals',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<SignalKind>().notNull(),
    callId: uuid('call_id').references(() => calls.id),
    raisedBy: uuid('raised_by')
      .notNull()
      .references(() => people.id),
    raisedAt: instantColumn('raised_at').notNull(),
    receivedAt: instantColumn('received_at').notNull().defaultNow(),
    answers: jsonb('answers').$type<GivenAnswer[]>().notNull().default([]),
    answer: text('answer').$type<SignalAnswer>(),
    answeredBy: uuid('answered_by').references(() => people.id),
    answeredAt: instantColumn('answered_at'),
    loweredAt: instantColumn('lowered_at'),
    escalatedTo: uuid('escalated_to').array().notNull().default([]),
    seenBy: jsonb('seen_by').$type<Signal['seenBy']>().notNull().default([]),
  },
  (table) => [
    uniqueIndex('one_raised_signal_of_a_kind')
      .on(table.shiftId, table.raisedBy, table.kind)
      .where(sql`${table.loweredAt} is null`),
    index('signals_of_shift').on(table.shiftId, table.version),
    index('signals_about_call')
      .on(table.callId)
      .where(sql`${table.callId} is not null`),
    index('signals_escalated').using('gin', table.escalatedTo),
  ],
);
