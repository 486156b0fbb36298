import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/**
 * Payloads between servers that are too large for a notification, for one minute. Its migration makes the table UNLOGGED: it
 * reaches neither the write-ahead log nor a standby, and is emptied when the database crashes.
 */
export const clusterBodies = pgTable('large_payloads', {
  id: uuid('id').primaryKey().defaultRandom(),
  body: text('body').notNull(),
  at: instantColumn('at').notNull().defaultNow(),
});
