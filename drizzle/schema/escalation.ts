import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/**
 * The escalation steps still to come: which person to reach, when, unless somebody answers first. A step is written in the
 * transaction that starts the wait and deleted in the transaction that carries it out or cancels it.
 */
export const escalationSteps = pgTable(
  'escalation_steps',
  {
    id: uuid('id').primaryKey(),
    helplineId: helplineRow.helplineId,
    /** The kind of thing that waits for an answer, such as `signal`, and its id. */
    subject: text('subject').notNull(),
    subjectId: uuid('subject_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** `unseen` is cancelled once somebody has seen the subject, `unanswered` only once somebody has answered it. */
    condition: text('condition').$type<'unseen' | 'unanswered'>().notNull(),
    dueAt: instantColumn('due_at').notNull(),
  },
  (table) => [
    index('escalation_steps_due').on(table.dueAt),
    index('escalation_steps_of_subject').on(table.subjectId),
  ],
);
