import { boolean, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Induction } from '#shared/induction';
import type { Proposal } from '#shared/people';
import type { Role } from '#shared/viewer';
import { helplineRow, instantColumn } from './columns.ts';

export const people = pgTable(
  'people',
  {
    ...helplineRow,
    firstName: text('first_name').notNull(),
    /** Used once in a helpline, and perhaps in another by the same person. */
    email: text('email'),
    roles: text('roles').array().$type<Role[]>().notNull(),
    phone: text('phone'),
    phrases: text('phrases').array().notNull().default([]),
    passwordHash: text('password_hash'),
    /** The password is shorter than is allowed without an authenticator app. */
    passwordIsShort: boolean('password_is_short').notNull().default(false),
    invitedAt: instantColumn('invited_at'),
    /** When their one-time link expires; null for no link. */
    invitedUntil: instantColumn('invited_until'),
    /** The manager who was shown their last link. No foreign key: a backup restores each table after those it refers to. */
    invitedBy: uuid('invited_by'),
    /** When they first signed in. */
    cameInAt: instantColumn('came_in_at'),
    /** A change that waits for a second manager. */
    proposal: jsonb('proposal').$type<Proposal>(),
    /** The manager who asked for a link that a second manager has to show. */
    linkAskedBy: uuid('link_asked_by'),
    suspendedAt: instantColumn('suspended_at'),
    /** The days in which they learn the work; null for none. It is over after its last day. */
    induction: jsonb('induction').$type<Induction>(),
  },
  (table) => [
    index('people_by_version').on(table.helplineId, table.version),
    unique('people_email_in_helpline').on(table.email, table.helplineId),
  ],
);

/** A one-time link. Only the hash of its secret is here; null until the e-mail that carries it is written. */
export const invitations = pgTable('invitations', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  helplineId: helplineRow.helplineId,
  secretHash: text('secret_hash').unique(),
  /** Its secret is made as the e-mail is sent, so it is stored nowhere. */
  byEmail: boolean('by_email').notNull().default(false),
  expiresAt: instantColumn('expires_at').notNull(),
});
