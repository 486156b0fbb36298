import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CountedMonthly } from '#shared/monthly-counts';
import { helplineRow } from './columns.ts';

/** How many of each in a month, such as 2026-11, kept because the rows themselves are erased before a report is made. They are about nobody. */
export const monthlyCounts = pgTable(
  'monthly_counts',
  {
    helplineId: helplineRow.helplineId,
    month: text('month').notNull(),
    what: text('what').$type<CountedMonthly>().notNull(),
    slug: text('slug').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.helplineId, table.month, table.what, table.slug] })],
);
