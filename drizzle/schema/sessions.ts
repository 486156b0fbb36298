import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';
import { people } from './people.ts';

/** Sign-ins. Stores only the SHA-256 of the id in the cookie. */
export const sessions = pgTable(
  'sessions',
  {
    idHash: text('id_hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: instantColumn('created_at').notNull(),
    expiresAt: instantColumn('expires_at').notNull(),
    /** When a passkey or the password was last checked within this sign-in; null for not since it began. */
    provenAt: instantColumn('proven_at'),
    /** The kind of browser, such as `Firefox on Windows`; null for one that is not known. Nothing else of it is stored. */
    browser: text('browser'),
  },
  (table) => [
    index('sessions_by_person').on(table.personId),
    index('sessions_by_expiry').on(table.expiresAt),
  ],
);

/**
 * What a browser has begun and not finished: a passkey's challenge, or a sign-in that waits for its second step. In the
 * database, so that any server can finish it. Stores only the SHA-256 of the id in the cookie.
 */
export const pendingSteps = pgTable(
  'pending_steps',
  {
    idHash: text('id_hash').primaryKey(),
    kind: text('kind').notNull(),
    /** Null where no passkey was asked for. */
    challenge: text('challenge'),
    /** Null while it is not known who signs in. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
    tries: integer('tries').notNull().default(0),
    /** Whether the sign-in that this leads to outlasts the browser. */
    keep: boolean('keep').notNull().default(false),
    expiresAt: instantColumn('expires_at').notNull(),
  },
  (table) => [
    index('pending_steps_by_expiry').on(table.expiresAt),
    index('pending_steps_of_person').on(table.personId),
  ],
);
