import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { helplineRow, instantColumn } from './columns.ts';
import { shifts } from './shifts.ts';

export const missedCalls = pgTable(
  'missed_calls',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    rangAt: instantColumn('rang_at').notNull(),
    receivedAt: instantColumn('received_at').notNull(),
    undoneAt: instantColumn('undone_at'),
  },
  (table) => [
    index('missed_calls_of_shift').on(table.shiftId, table.version),
    index('missed_calls_by_time').on(table.helplineId, table.rangAt),
  ],
);
