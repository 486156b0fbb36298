import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/**
 * Who was erased, and when; nothing else is known of them. A restore reads it from the newest list, and erases again who is back. No
 * foreign key: an older backup may know neither the person nor the helpline.
 */
export const erasures = pgTable('erasures', {
  personId: uuid('person_id').primaryKey(),
  helplineId: uuid('helpline_id').notNull(),
  at: instantColumn('at').notNull(),
});
