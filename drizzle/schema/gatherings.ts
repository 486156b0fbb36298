import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { GatheringKind, GatheringSection, GatheringState } from '#shared/gatherings';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { readableIf, reader } from './reading.ts';

const ids = (name: string) =>
  uuid(name)
    .array()
    .notNull()
    .default(sql`'{}'`);

/** One-to-ones, team meetings and group supervisions. */
export const gatherings = pgTable(
  'gatherings',
  {
    ...helplineRow,
    kind: text('kind').$type<GatheringKind>().notNull(),
    state: text('state').$type<GatheringState>().notNull(),
    startsAt: instantColumn('starts_at').notNull(),
    minutes: smallint('minutes').notNull(),
    place: text('place'),
    /** When its time or state was last changed, for calendars. */
    revisedAt: instantColumn('revised_at').notNull(),
    ledBy: uuid('led_by')
      .notNull()
      .references(() => people.id),
    /** The other one of a one-to-one. */
    withId: uuid('with_id').references(() => people.id),
    comingIds: ids('coming_ids'),
    cannotIds: ids('cannot_ids'),
    confirmedIds: ids('confirmed_ids'),
    caughtUpIds: ids('caught_up_ids'),
    followUpIds: ids('follow_up_ids'),
  },
  (table) => [
    index('gatherings_in_time').on(table.helplineId, table.startsAt),
    index('gatherings_by_age').on(table.startsAt),
    index('gatherings_with')
      .on(table.withId)
      .where(sql`${table.withId} is not null`),
    index('gatherings_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${table.kind} <> 'one-to-one' or ${table.ledBy} = ${reader} or ${table.withId} = ${reader}`,
    ),
  ],
);

/** What was written in a gathering, and brought to it. */
export const gatheringLines = pgTable(
  'gathering_lines',
  {
    ...helplineRow,
    gatheringId: uuid('gathering_id')
      .notNull()
      .references(() => gatherings.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<GatheringKind>().notNull(),
    section: text('section').$type<GatheringSection>().notNull(),
    words: text('words').notNull(),
    by: uuid('by')
      .notNull()
      .references(() => people.id),
    byName: text('by_name'),
    at: instantColumn('at').notNull(),
    struck: boolean('struck').notNull().default(false),
    /** The two of a one-to-one. */
    between: ids('between'),
  },
  (table) => [
    index('gathering_lines_of_gathering').on(table.gatheringId),
    index('gathering_lines_by').on(table.by),
    index('gathering_lines_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${reader} = any(${table.between}) or ${table.kind} = 'team' or ${table.kind} = 'group'
        and exists (select from people person where person.id = ${reader} and person.roles && array['supporter', 'supervisor'])`,
    ),
  ],
);
