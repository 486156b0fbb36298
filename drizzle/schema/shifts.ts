import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PlaceNumber, ShiftAudience, ShiftState } from '#shared/shifts';
import type { GapDays } from '#shared/swaps';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

export const shifts = pgTable(
  'shifts',
  {
    ...helplineRow,
    startsAt: instantColumn('starts_at').notNull(),
    endsAt: instantColumn('ends_at').notNull(),
    state: text('state').$type<ShiftState>().notNull().default('planned'),
    /** What everybody reads beside its times, such as "Christmas"; null for nothing. */
    words: text('words'),
    /** Runs beside another shift, so it neither fills nor blocks the pattern. */
    secondLine: boolean('second_line').notNull().default(false),
    /** The times of the pattern that this shift stands for, wherever it was moved; null for one that was added by hand. */
    patternStartsAt: instantColumn('pattern_starts_at'),
    patternEndsAt: instantColumn('pattern_ends_at'),
    managerId: uuid('manager_id').references(() => people.id),
    nextManagerId: uuid('next_manager_id').references(() => people.id),
    /** When the manager on call was notified that somebody is alone. Erased once two are there again, and when the shift ends. */
    aloneNotifiedAt: instantColumn('alone_told_at'),
    /**
     * When those who have a place are next told that it comes; null once all was told. A trigger sets the first time, the evening
     * before, wherever a shift begins to exist or is moved: see shared/reminders.ts.
     */
    remindAt: instantColumn('remind_at'),
    /** The last of the marks in `gapDays` at which its empty places were asked about; null for none yet. */
    gapDays: smallint('gap_days').$type<GapDays>(),
    /** For each audience, a digest of what it was last sent of this shift, and the version. */
    audienceVersions: jsonb('told_to')
      .$type<Partial<Record<ShiftAudience, { digest: string; version: number }>>>()
      .notNull()
      .default({}),
  },
  (table) => [
    uniqueIndex('one_shift_per_start')
      .on(table.helplineId, table.startsAt)
      .where(sql`${table.state} = 'planned' and not ${table.secondLine}`),
    index('shifts_by_pattern').on(table.helplineId, table.patternEndsAt),
    index('shifts_by_end').on(table.helplineId, table.endsAt),
    index('shifts_ending').on(table.endsAt),
    index('shifts_starting').on(table.startsAt),
    index('shifts_told_alone')
      .on(table.aloneNotifiedAt)
      .where(sql`${table.aloneNotifiedAt} is not null`),
    index('shifts_to_remind_of')
      .on(table.remindAt)
      .where(sql`${table.remindAt} is not null`),
    index('shifts_on_call').on(table.managerId, table.endsAt),
    index('shifts_next_on_call').on(table.nextManagerId, table.endsAt),
    index('shifts_by_gap_days').on(table.gapDays, table.startsAt),
    index('shifts_by_version').on(table.helplineId, table.version),
  ],
);

export const places = pgTable(
  'places',
  {
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    place: smallint('place').$type<PlaceNumber>().notNull(),
    helplineId: helplineRow.helplineId,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** When this person was given the place; somebody placed later sees nothing that ended before. */
    placedAt: instantColumn('placed_at')
      .notNull()
      .default(sql`'epoch'`),
  },
  (table) => [
    primaryKey({ columns: [table.shiftId, table.place] }),
    unique('one_place_per_person').on(table.shiftId, table.personId),
    index('places_by_person').on(table.personId, table.shiftId),
  ],
);
