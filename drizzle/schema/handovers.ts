import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { HandoverKind } from '#shared/handovers';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { hadPlaceAt, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

/** One per shift, from when it is finished, or from when its two were reminded of it. */
export const handovers = pgTable(
  'handovers',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .unique()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    shiftStartsAt: instantColumn('shift_starts_at').notNull(),
    toShiftId: uuid('to_shift_id').references(() => shifts.id, { onDelete: 'set null' }),
    toStartsAt: instantColumn('to_starts_at'),
    toIds: uuid('to_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    finishedBy: uuid('finished_by').references(() => people.id),
    finishedAt: instantColumn('finished_at'),
    acceptedBy: uuid('accepted_by').references(() => people.id),
    acceptedAt: instantColumn('accepted_at'),
    /** The scope of the helpline under which the next pair was last looked up, and when it has to be looked up whatever the scope. */
    scopeSeen: bigint('scope_seen', { mode: 'number' }),
    lookAgainAt: instantColumn('look_again_at'),
    /** When the window of the next pair had closed. */
    closedAt: instantColumn('closed_at'),
    /** When the next pair, and the manager on call, were told that it is not accepted. */
    pairToldAt: instantColumn('pair_told_at'),
    managerToldAt: instantColumn('manager_told_at'),
  },
  (table) => [
    index('handovers_to_follow')
      .on(table.helplineId)
      .where(sql`${table.closedAt} is null`),
    index('handovers_to_accept')
      .on(table.toStartsAt)
      .where(
        sql`${table.finishedAt} is not null and ${table.acceptedAt} is null and ${table.closedAt} is null`,
      ),
    index('handovers_to_shift').on(table.toShiftId),
    index('handovers_by_version').on(table.helplineId, table.version),
  ],
);

export const handoverLines = pgTable(
  'handover_lines',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<HandoverKind>().notNull(),
    words: text('words').notNull(),
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'set null' }),
    by: uuid('by')
      .notNull()
      .references(() => people.id),
    at: instantColumn('at').notNull(),
    sentAt: instantColumn('sent_at'),
    /** When its writer was reminded that it never went out. */
    remindedAt: instantColumn('reminded_at'),
    droppedAt: instantColumn('dropped_at'),
    question: text('question'),
    askedBy: uuid('asked_by').references(() => people.id),
    answer: text('answer'),
    toIds: uuid('to_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (table) => [
    index('handover_lines_of_shift').on(table.shiftId),
    index('handover_lines_of_call').on(table.callId),
    index('handover_lines_by_age').on(table.at),
    index('handover_lines_unsent')
      .on(table.at)
      .where(sql`${table.sentAt} is null and ${table.droppedAt} is null and ${table.remindedAt} is null`),
    index('handover_lines_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${table.by} = ${reader} or ${table.sentAt} is not null
        and (${reader} = any(${table.toIds}) or ${hadPlaceAt(sql`${table.shiftId}`, sql`${table.sentAt}`)})`,
    ),
  ],
);
