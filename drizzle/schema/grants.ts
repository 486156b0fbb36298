import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { GrantWay } from '#shared/grants';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** Records that were opened with a reason, or through a debrief. */
export const grants = pgTable(
  'access_grants',
  {
    ...helplineRow,
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    callStartedAt: instantColumn('call_started_at').notNull(),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => people.id),
    openedAt: instantColumn('opened_at').notNull(),
    until: instantColumn('until').notNull(),
    reason: text('reason').notNull(),
    through: text('through').$type<GrantWay>(),
    affectedPersonIds: uuid('affected_person_ids').array().notNull(),
    /** When the grant ended. */
    endedAt: instantColumn('ended_at'),
  },
  (table) => [
    index('access_grants_to_end')
      .on(table.until)
      .where(sql`${table.endedAt} is null`),
    index('access_grants_of_call').on(table.callId),
    index('access_grants_by_opener').on(table.openedBy, table.openedAt),
    index('access_grants_concerning').using('gin', table.affectedPersonIds),
    index('access_grants_by_version').on(table.helplineId, table.version),
  ],
);
