import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** What must not be erased for a time: the record of one call, or everything about one person. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    /** No foreign key: a hold that has ended is kept longer than the record. */
    callId: uuid('call_id'),
    personId: uuid('person_id').references(() => people.id),
    reason: text('reason').notNull(),
    /** The manager or supervisor who decided it. */
    setBy: uuid('set_by')
      .notNull()
      .references(() => people.id),
    setAt: instantColumn('set_at').notNull(),
    /** When it ends, or when it was lifted. */
    until: instantColumn('until').notNull(),
  },
  (table) => [
    index('legal_holds_until').on(table.until),
    check('one_thing_is_held', sql`num_nonnulls(${table.callId}, ${table.personId}) = 1`),
  ],
);
