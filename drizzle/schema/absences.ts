import { sql } from 'drizzle-orm';
import { date, index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { Weekly } from '#shared/absences';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { managedHelpline, readableIf, reader } from './reading.ts';

/** Days and weekly hours on which people cannot come. Holds no reason. */
export const absences = pgTable(
  'absences',
  {
    ...helplineRow,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    fromDay: date('from_day').notNull(),
    /** Null where no end is known. */
    toDay: date('to_day'),
    /** Null for whole days. */
    weekly: jsonb('weekly').$type<Weekly>(),
    /** When it was taken away again; the row stays until every page has learned of it. */
    removedAt: instantColumn('removed_at'),
  },
  (table) => [
    index('absences_of_person').on(table.personId),
    index('absences_by_version').on(table.helplineId, table.version),
    index('absences_by_end').on(table.toDay),
    index('absences_removed')
      .on(table.removedAt)
      .where(sql`${table.removedAt} is not null`),
    ...readableIf(sql`${table.personId} = ${reader} or ${table.helplineId} = ${managedHelpline}`),
  ],
);
