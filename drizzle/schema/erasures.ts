import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/**
 * The ids of erased people, and when; nothing else about them. A restore reads the newest list and erases them again. No
 * foreign key: an older backup may know neither the person nor the helpline.
 */
export const erasures = pgTable('erasures', {
  personId: uuid('person_id').primaryKey(),
  helplineId: uuid('helpline_id').notNull(),
  at: instantColumn('at').notNull(),
});
