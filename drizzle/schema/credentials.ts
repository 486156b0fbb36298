import { bigint, boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';
import { people } from './people.ts';

const personId = uuid('person_id')
  .notNull()
  .references(() => people.id, { onDelete: 'cascade' });

/** A WebAuthn credential. Holds its public half only, so a stolen copy of the table signs nobody in. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey(),
    personId,
    /** Base64url, as the browser names it. */
    credentialId: text('credential_id').notNull().unique(),
    /** The COSE key in base64url. */
    publicKey: text('public_key').notNull(),
    /** The signature counter; 0 for authenticators that do not count. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull().default([]),
    /** What its owner calls it, such as "This phone". */
    name: text('name').notNull(),
    createdAt: instantColumn('created_at').notNull(),
    lastUsedAt: instantColumn('last_used_at'),
  },
  (table) => [index('passkeys_of_person').on(table.personId)],
);

/** An app that shows time-based one-time codes (RFC 6238). One per person. */
export const authenticatorApps = pgTable('authenticator_apps', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** Base32. */
  secret: text('secret').notNull(),
  /** False until a first code has shown that the app has the secret. */
  confirmed: boolean('confirmed').notNull().default(false),
  /** The time step of the last code that was accepted: no step is accepted twice. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  createdAt: instantColumn('created_at').notNull(),
});

/** Single-use codes on paper. Holds the SHA-256 of each; a code has 80 random bits, so its hash cannot be guessed back. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    personId,
    usedAt: instantColumn('used_at'),
  },
  (table) => [index('recovery_codes_of_person').on(table.personId)],
);
