import { sql } from 'drizzle-orm';
import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Plan, PlanEnd, TalkWay } from '#shared/plans';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { readableIf, reader } from './reading.ts';

export const plans = pgTable(
  'plans',
  {
    ...helplineRow,
    state: text('state').$type<Plan['state']>().notNull(),
    knownAs: text('known_as').notNull().default(''),
    word: text('word'),
    /** The texts under their headings, as JSON. */
    agreedText: text('agreed_text'),
    agreedOn: date('agreed_on'),
    how: text('how').$type<TalkWay>(),
    madeBy: uuid('made_by')
      .array()
      .notNull()
      .default(sql`'{}'`),
    reviewBy: date('review_by'),
    draftKnownAs: text('draft_known_as'),
    draftText: text('draft_text'),
    draftBy: uuid('draft_by').references(() => people.id),
    draftAt: instantColumn('draft_at'),
    readOutAt: instantColumn('read_out_at'),
    endedAt: instantColumn('ended_at'),
    endedBy: uuid('ended_by').references(() => people.id),
    ending: text('ending').$type<PlanEnd>(),
    /** When those who made it, and the managers, were told that its day comes. */
    remindedAt: instantColumn('reminded_at'),
  },
  (table) => [
    index('plans_to_review')
      .on(table.reviewBy)
      .where(sql`${table.state} = 'agreed'`),
    index('plans_ended')
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null`),
    index('plans_never_agreed')
      .on(table.draftAt)
      .where(sql`${table.state} = 'draft'`),
    index('plans_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`exists (select from people person where person.id = ${reader} and person.helpline_id = ${table.helplineId} and person.suspended_at is null
          and (person.roles && array['manager', 'supervisor'] or exists (select from places place where place.person_id = person.id)))`,
    ),
  ],
);
