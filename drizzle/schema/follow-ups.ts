import { sql } from 'drizzle-orm';
import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { FollowUpSource } from '#shared/follow-ups';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

const person = (name: string) => uuid(name).references(() => people.id);

export const followUps = pgTable(
  'follow_ups',
  {
    ...helplineRow,
    source: text('source').$type<FollowUpSource>().notNull(),
    words: text('words').notNull(),
    dueOn: date('due_on'),
    raisedBy: person('raised_by').notNull(),
    raisedAt: instantColumn('raised_at').notNull(),
    forId: person('for_id'),
    withId: person('with_id'),
    callId: uuid('call_id').references(() => calls.id),
    takenAt: instantColumn('taken_at'),
    doneBy: person('done_by'),
    doneAt: instantColumn('done_at'),
    /** When its reminder was sent. */
    remindedAt: instantColumn('reminded_at'),
  },
  (table) => [
    index('follow_ups_due')
      .on(table.helplineId, table.dueOn)
      .where(sql`${table.doneAt} is null`),
    index('follow_ups_to_look_at')
      .on(table.helplineId)
      .where(sql`${table.source} = 'call' and ${table.doneAt} is null and ${table.remindedAt} is null`),
    index('follow_ups_of_call').on(table.callId),
    index('follow_ups_for')
      .on(table.forId)
      .where(sql`${table.doneAt} is null`),
    index('follow_ups_done').on(table.doneAt),
    index('follow_ups_by_version').on(table.helplineId, table.version),
  ],
);
