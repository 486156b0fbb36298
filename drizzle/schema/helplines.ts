import { bigint, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { OpeningPattern } from '#shared/rota';

export const helplines = pgTable('helplines', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  openingPattern: jsonb('opening_pattern').$type<OpeningPattern>().notNull(),
  /** Raised by one inside every command's transaction; the row lock makes a helpline's commands take turns. */
  change: bigint('change', { mode: 'number' }).notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
});
