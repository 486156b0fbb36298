import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { TalkWay } from '#shared/plans';
import type { SeriesEnding, SeriesKind, SeriesState, ToldTeam } from '#shared/series';
import type { Sheet } from '#shared/sheets';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { managedHelpline, readableIf, reader } from './reading.ts';

/** Meetings of one person with the same two supporters. */
export const series = pgTable(
  'series',
  {
    ...helplineRow,
    kind: text('kind').$type<SeriesKind>().notNull(),
    state: text('state').$type<SeriesState>().notNull(),
    withIds: uuid('with_ids').array().notNull(),
    offeredBy: uuid('offered_by')
      .notNull()
      .references(() => people.id),
    offeredAt: instantColumn('offered_at').notNull(),
    knownAs: text('known_as'),
    purpose: text('purpose'),
    most: smallint('most').notNull(),
    everyWeeks: smallint('every_weeks').notNull(),
    consentedHow: text('consented_how').$type<TalkWay>(),
    consentedOn: date('consented_on'),
    held: smallint('held').notNull().default(0),
    reviewedAt: instantColumn('reviewed_at'),
    changed: text('changed'),
    sheets: text('sheets')
      .array()
      .$type<Sheet[]>()
      .notNull()
      .default(sql`'{}'`),
    toldTeam: jsonb('told_team').$type<ToldTeam[]>().notNull().default([]),
    endsBy: instantColumn('ends_by'),
    ending: text('ending').$type<SeriesEnding>(),
    endedAt: instantColumn('ended_at'),
    endedBy: uuid('ended_by').references(() => people.id),
    /** When what is written is erased, and when it was. */
    eraseAt: instantColumn('erase_at'),
    erasedAt: instantColumn('erased_at'),
  },
  (table) => [
    index('series_with').using('gin', table.withIds),
    index('series_to_end')
      .on(table.endsBy)
      .where(sql`${table.endsBy} is not null`),
    index('series_to_erase')
      .on(table.eraseAt)
      .where(sql`${table.eraseAt} is not null`),
    index('series_erased')
      .on(table.erasedAt)
      .where(sql`${table.erasedAt} is not null`),
    index('series_by_version').on(table.helplineId, table.version),
    ...readableIf(sql`${reader} = any(${table.withIds}) or ${table.helplineId} = ${managedHelpline}`),
  ],
);

/** How many series to which somebody had said yes ended in a month. What they were is not in it. */
export const seriesCounts = pgTable(
  'series_counts',
  {
    helplineId: helplineRow.helplineId,
    month: text('month').notNull(),
    kind: text('kind').$type<SeriesKind>().notNull(),
    ended: integer('ended').notNull(),
  },
  (table) => [primaryKey({ columns: [table.helplineId, table.month, table.kind] })],
);
