import { integer, text, uuid } from 'drizzle-orm/pg-core';
import type { AgreedChange, AgreedOutcome } from '#shared/agreement';
import { instantColumn } from './columns.ts';
import { people } from './people.ts';

/** The columns of a version on which two agree: what it does, who proposed it, and what the second said. */
export const agreementColumns = {
  number: integer('number').notNull(),
  change: text('kind').$type<AgreedChange>().notNull(),
  outcome: text('outcome').$type<AgreedOutcome>().notNull(),
  /** Sealed. What changed, in the words of whoever proposed it. */
  words: text('words').notNull(),
  proposedBy: uuid('proposed_by')
    .references(() => people.id)
    .notNull(),
  proposedAt: instantColumn('proposed_at').notNull(),
  settledBy: uuid('settled_by').references(() => people.id),
  settledAt: instantColumn('settled_at'),
};
