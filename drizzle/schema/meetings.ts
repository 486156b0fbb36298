import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { CancelReason, MeetingMark, MeetingState, MeetingStep } from '#shared/meetings';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { managedHelpline, readableIf, reader } from './reading.ts';
import { series } from './series.ts';

const person = (name: string) => uuid(name).references(() => people.id);
const ids = (name: string) =>
  uuid(name)
    .array()
    .notNull()
    .default(sql`'{}'`);

/** Public places where callers are met. */
export const meetingPlaces = pgTable(
  'meeting_places',
  {
    ...helplineRow,
    name: text('name').notNull(),
    address: text('address').notNull(),
    borough: text('borough').notNull(),
    opening: text('opening').notNull(),
    wayOut: text('way_out').notNull(),
    signal: boolean('signal').notNull(),
    retiredAt: instantColumn('retired_at'),
  },
  (table) => [index('meeting_places_by_version').on(table.helplineId, table.version)],
);

/** Meetings with callers, by two supporters. */
export const meetings = pgTable(
  'meetings',
  {
    ...helplineRow,
    state: text('state').$type<MeetingState>().notNull(),
    seriesId: uuid('series_id').references(() => series.id, { onDelete: 'set null' }),
    proposedBy: person('proposed_by').notNull(),
    withIds: ids('with_ids'),
    agreedIds: ids('agreed_ids'),
    startsAt: instantColumn('starts_at'),
    endsAt: instantColumn('ends_at'),
    placeId: uuid('place_id').references(() => meetingPlaces.id),
    knownAs: text('known_as'),
    wordForTrouble: text('word_for_trouble'),
    borough: text('borough').notNull(),
    decidedBy: person('decided_by'),
    decidedWords: text('decided_words'),
    onCallId: person('on_call_id'),
    steps: jsonb('steps').$type<MeetingStep[]>().notNull().default([]),
    waitsFor: text('waits_for').$type<MeetingMark>(),
    waitsUntil: instantColumn('waits_until'),
    askAgainAt: instantColumn('ask_again_at'),
    reached: ids('reached'),
    managerIds: ids('manager_ids'),
    cancelledBecause: text('cancelled_because').$type<CancelReason>(),
    agreedNext: text('agreed_next'),
    closedAt: instantColumn('closed_at'),
    /** When its details are erased, and when they were. */
    eraseAt: instantColumn('erase_at'),
    erasedAt: instantColumn('erased_at'),
  },
  (table) => [
    index('meetings_with').using('gin', table.withIds),
    index('meetings_to_decide')
      .on(table.startsAt)
      .where(sql`${table.state} = 'proposed'`),
    index('meetings_to_erase')
      .on(table.eraseAt)
      .where(sql`${table.eraseAt} is not null`),
    index('meetings_without_end')
      .on(table.endsAt)
      .where(sql`${table.state} = 'allowed'`),
    index('meetings_erased')
      .on(table.erasedAt)
      .where(sql`${table.erasedAt} is not null`),
    index('meetings_of_series').on(table.seriesId),
    index('meetings_at_place').on(table.placeId),
    index('meetings_by_version').on(table.helplineId, table.version),
    ...readableIf(sql`${reader} = any(${table.withIds}) or ${table.helplineId} = ${managedHelpline}`),
  ],
);

/** How many meetings took place, by month and borough. What a meeting was is not in it. */
export const meetingCounts = pgTable(
  'meeting_counts',
  {
    helplineId: helplineRow.helplineId,
    month: text('month').notNull(),
    borough: text('borough').notNull(),
    held: integer('held').notNull(),
  },
  (table) => [primaryKey({ columns: [table.helplineId, table.month, table.borough] })],
);
