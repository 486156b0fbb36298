import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '#shared/people';
import { helplineRow, instantColumn } from './columns.ts';

export const people = pgTable(
  'people',
  {
    ...helplineRow,
    firstName: text('first_name').notNull(),
    email: text('email').unique(),
    roles: text('roles').array().$type<Role[]>().notNull(),
    phone: text('phone'),
    phrases: text('phrases').array().notNull().default([]),
    passwordHash: text('password_hash'),
    invitedAt: instantColumn('invited_at'),
    suspendedAt: instantColumn('suspended_at'),
  },
  (table) => [index('people_by_version').on(table.helplineId, table.version)],
);

/** A one-time link. Only the hash of its secret is here. */
export const invitations = pgTable('invitations', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  helplineId: helplineRow.helplineId,
  secretHash: text('secret_hash').notNull().unique(),
  expiresAt: instantColumn('expires_at').notNull(),
});
