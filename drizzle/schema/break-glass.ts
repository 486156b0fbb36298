import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { BreakGlassState, ShutBecause, Verdict } from '#shared/break-glass';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { shifts } from './shifts.ts';

/** Requests of two people to read what a pair wrote to each other. */
export const breakGlass = pgTable(
  'break_glass',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id),
    shiftStartsAt: instantColumn('shift_starts_at').notNull(),
    state: text('state').$type<BreakGlassState>().notNull(),
    reason: text('reason').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instantColumn('asked_at').notNull(),
    lapsesAt: instantColumn('lapses_at').notNull(),
    answeredBy: uuid('answered_by').references(() => people.id),
    answeredAt: instantColumn('answered_at'),
    /** Null unless it was confirmed. */
    until: instantColumn('until'),
    shutAt: instantColumn('shut_at'),
    shutBecause: text('shut_because').$type<ShutBecause>(),
    shutBy: uuid('shut_by').references(() => people.id),
    readBy: jsonb('read_by').$type<{ by: string; at: string }[]>().notNull().default([]),
    affectedPersonIds: uuid('affected_person_ids').array().notNull(),
    seenBy: uuid('seen_by')
      .array()
      .notNull()
      .default(sql`'{}'`),
    reviewDueAt: instantColumn('review_due_at'),
    /** When everybody was notified that the review is overdue. */
    overdueAt: instantColumn('overdue_at'),
    reviewedBySupporters: boolean('reviewed_by_supporters').notNull().default(false),
    reviewedBy: uuid('reviewed_by').references(() => people.id),
    reviewedAt: instantColumn('reviewed_at'),
    verdict: text('verdict').$type<Verdict>(),
    reviewWords: text('review_words'),
  },
  (table) => [
    index('break_glass_to_lapse')
      .on(table.lapsesAt)
      .where(sql`${table.state} = 'asked'`),
    index('break_glass_to_shut')
      .on(table.until)
      .where(sql`${table.state} = 'open'`),
    index('break_glass_to_review')
      .on(table.reviewDueAt)
      .where(sql`${table.reviewedAt} is null and ${table.overdueAt} is null`),
    index('break_glass_of_shift').on(table.shiftId),
    index('break_glass_concerning').using('gin', table.affectedPersonIds),
    index('break_glass_by_version').on(table.helplineId, table.version),
  ],
);
