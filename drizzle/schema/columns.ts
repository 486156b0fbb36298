import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core';
import { helplines } from './helplines.ts';

/** An instant with its time zone, read as a Date. */
export const instantColumn = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** The columns of every row of a helpline: its id, the helpline, and the change that last wrote it. */
export const helplineRow = {
  id: uuid('id').primaryKey(),
  helplineId: uuid('helpline_id')
    .notNull()
    .references(() => helplines.id),
  version: bigint('version', { mode: 'number' }).notNull(),
};
