import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/** The keys that seal values in other tables, each wrapped by a key-encryption key that is not in the database. */
export const dataKeys = pgTable(
  'data_keys',
  {
    id: uuid('id').primaryKey(),
    /** Null for the keys of the installation. No foreign key, because a key is created before the rows it seals. */
    helplineId: uuid('helpline_id'),
    /** What it seals, such as `chat`, and the id of the shift, debrief or other thing whose values these are. */
    purpose: text('purpose').notNull(),
    subjectId: uuid('subject_id').notNull(),
    wrapped: text('wrapped').notNull(),
    /** The version of the key-encryption key that wraps it. */
    keyVersion: integer('key_version').notNull(),
    createdAt: instantColumn('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('one_data_key_per_subject').on(table.purpose, table.subjectId),
    index('data_keys_by_key_version').on(table.keyVersion),
  ],
);

/** The key-encryption keys in use. `probe` is a known text sealed with the key, by which another key is recognised. */
export const keyVersions = pgTable('key_versions', {
  keyVersion: integer('key_version').primaryKey(),
  probe: text('probe').notNull(),
  since: instantColumn('since').notNull().defaultNow(),
});

/** How far the values that were there before encryption have been sealed. */
export const sealedColumns = pgTable('sealed_columns', {
  /** The table and its columns, such as `messages: body, warning`. */
  name: text('name').primaryKey(),
  /** The last row sealed; null before the first. */
  upTo: text('up_to'),
  doneAt: instantColumn('done_at'),
});
