import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/**
 * Payloads between servers that are too large for a notification, for one minute. Its migration makes the table UNLOGGED: it
 * is neither in the write-ahead log nor on a standby, and is emptied when the database crashes.
 */
export const largePayloads = pgTable('large_payloads', {
  id: uuid('id').primaryKey().defaultRandom(),
  body: text('body').notNull(),
  at: instantColumn('at').notNull().defaultNow(),
});
