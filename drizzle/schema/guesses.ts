import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/**
 * Tries to sign in, counted by keyed hashes: neither an e-mail address nor a network can be read here. Its migration makes the
 * table UNLOGGED: a crash of the database forgets the counts, and no try costs a write to disk.
 */
export const signInTries = pgTable(
  'sign_in_tries',
  {
    keyHash: text('key_hash').primaryKey(),
    /** Tries beyond the free ones; below zero while free ones are left. */
    beyond: integer('beyond').notNull(),
    /** Until then, further tries are refused. */
    notBefore: instantColumn('not_before').notNull(),
    /** The wait that the last try was told, in milliseconds; 0 if it was let through. */
    waitMs: integer('wait_ms').notNull().default(0),
    lastAt: instantColumn('last_at').notNull(),
  },
  (table) => [index('sign_in_tries_by_last').on(table.lastAt)],
);

/** Networks from which people have signed in: each a keyed hash of the network and the person's e-mail address. */
export const knownPlaces = pgTable(
  'known_places',
  {
    keyHash: text('key_hash').primaryKey(),
    lastAt: instantColumn('last_at').notNull(),
  },
  (table) => [index('known_places_by_last').on(table.lastAt)],
);
