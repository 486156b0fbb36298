import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ExportFormat } from '#shared/log-exports';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** Who took out figures, of calls of which weeks or of which report, and why. The files are not kept. */
export const logExports = pgTable(
  'log_exports',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    takenBy: uuid('taken_by')
      .notNull()
      .references(() => people.id),
    takenAt: instantColumn('taken_at').notNull(),
    fromDay: date('from_day').notNull(),
    toDay: date('to_day').notNull(),
    format: text('format').$type<ExportFormat>().notNull(),
    reason: text('reason').notNull(),
    /** The period of the report that was taken out; null for a file of calls. */
    period: text('period'),
  },
  (table) => [
    index('log_exports_of_helpline').on(table.helplineId, table.id),
    index('log_exports_by_time').on(table.takenAt),
    index('log_exports_by_taker').on(table.takenBy),
  ],
);
