import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/**
 * What one server tells the others and a notification is too short for, for a minute. Its migration makes it UNLOGGED: it
 * reaches neither the write-ahead log nor a standby, and a database that crashes forgets it.
 */
export const clusterBodies = pgTable('large_payloads', {
  id: uuid('id').primaryKey().defaultRandom(),
  body: text('body').notNull(),
  at: instantColumn('at').notNull().defaultNow(),
});
