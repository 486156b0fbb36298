import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AskAnswer } from '#shared/messages';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { isOpenToReader, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

export const messages = pgTable(
  'messages',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    from: uuid('from_person')
      .notNull()
      .references(() => people.id),
    /** The recipient. Null for older rows whose recipient is unknown, which only the writer can read. */
    to: uuid('to_person').references(() => people.id),
    body: text('body').notNull(),
    callId: uuid('call_id').references(() => calls.id),
    covered: boolean('covered').notNull(),
    warning: text('warning'),
    asks: boolean('asks').notNull().default(false),
    answer: text('answer').$type<AskAnswer>(),
    openedAt: instantColumn('opened_at'),
    sentAt: instantColumn('sent_at').notNull(),
    /** Messages are in the order in which they arrived. */
    receivedAt: instantColumn('received_at').notNull().defaultNow(),
    seenAt: instantColumn('seen_at'),
  },
  (table) => [
    index('messages_of_shift').on(table.shiftId, table.version),
    index('messages_by_time').on(table.shiftId, table.receivedAt),
    index('messages_about_call')
      .on(table.callId)
      .where(sql`${table.callId} is not null`),
    ...readableIf(
      sql`${table.from} = ${reader} or ${table.to} = ${reader} or ${isOpenToReader(sql`${table.shiftId}`, sql`${table.receivedAt}`)}`,
    ),
  ],
);
