import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ReportFigures } from '#shared/reports';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** The figures of a month, a quarter or a year. They are stored as they are shown: nobody can ask for the numbers behind them. */
export const reports = pgTable(
  'reports',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    /** Such as 2026-09, 2026-Q3 or 2026. */
    period: text('period').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => people.id),
    madeAt: instantColumn('made_at').notNull(),
    figures: jsonb('figures').$type<ReportFigures>().notNull(),
  },
  (table) => [
    uniqueIndex('one_report_per_period').on(table.helplineId, table.period),
    index('reports_by_maker').on(table.madeBy),
  ],
);
