import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { PageState } from '#shared/pages';
import type { StarterSlug } from '#shared/starter-pages';
import { agreementColumns } from './agreement.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { followUps } from './follow-ups.ts';
import { people } from './people.ts';

const person = (name: string) => uuid(name).references(() => people.id);

/** The pages of the manual, each with its draft. */
export const pages = pgTable(
  'pages',
  {
    ...helplineRow,
    state: text('state').$type<PageState>().notNull(),
    starter: text('starter').$type<StarterSlug>(),
    /** The version in force, and the one that waits for a second person. */
    currentNumber: integer('current_number'),
    proposedNumber: integer('proposed_number'),
    draftChapter: text('draft_chapter'),
    draftTitle: text('draft_title'),
    draftBody: text('draft_body'),
    draftBy: person('draft_by'),
    draftAt: instantColumn('draft_at'),
    mustReadSince: instantColumn('must_read_since'),
    /** What a review asked for: the follow-up that is done once the page is in force, and who is told then. */
    followUpId: uuid('follow_up_id').references(() => followUps.id, { onDelete: 'set null' }),
    tellId: person('tell_id'),
  },
  (table) => [
    uniqueIndex('one_page_per_starter')
      .on(table.helplineId, table.starter)
      .where(sql`${table.starter} is not null`),
    index('pages_of_follow_up')
      .on(table.followUpId)
      .where(sql`${table.followUpId} is not null`),
    index('pages_by_version').on(table.helplineId, table.version),
  ],
);

/** Every version of a page that was proposed. */
export const pageVersions = pgTable(
  'page_versions',
  {
    ...helplineRow,
    pageId: uuid('page_id')
      .notNull()
      .references(() => pages.id),
    ...agreementColumns,
    chapter: text('chapter').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** The page that a review asked for, whose words went into this version. */
    answersId: uuid('answers_id').references(() => pages.id),
  },
  (table) => [uniqueIndex('one_version_per_number').on(table.pageId, table.number)],
);

/** Who has said that they read a page that must be read. */
export const pageReadings = pgTable(
  'page_readings',
  {
    ...helplineRow,
    pageId: uuid('page_id')
      .notNull()
      .references(() => pages.id),
    personId: person('person_id').notNull(),
    readAt: instantColumn('read_at').notNull(),
  },
  (table) => [
    uniqueIndex('one_reading_per_person').on(table.pageId, table.personId),
    index('page_readings_of_person').on(table.personId),
    index('page_readings_of_helpline').on(table.helplineId),
  ],
);
