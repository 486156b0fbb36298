import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { QuestionState } from '#shared/feedback';
import type { SafetyState } from '#shared/feedback-safety';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { managedHelpline, readableIf, reader, supervisedHelpline } from './reading.ts';
import { services } from './services.ts';

const person = (name: string) => uuid(name).references(() => people.id);

/** Whether a helpline has its public page for feedback, and which supporter reads along. */
export const feedbackSettings = pgTable(
  'feedback_settings',
  {
    helplineId: helplineRow.helplineId,
    isOn: boolean('is_on').notNull(),
    readerId: person('reader_id'),
  },
  (table) => [
    primaryKey({ columns: [table.helplineId] }),
    index('feedback_settings_that_are_on')
      .on(table.helplineId)
      .where(sql`${table.isOn}`),
    index('feedback_settings_by_reader').on(table.readerId),
  ],
);

/** The questions of the public page. Their words are never changed: another question takes their place. */
export const feedbackQuestions = pgTable(
  'feedback_questions',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    words: text('words').notNull(),
    options: text('options').array().notNull(),
    state: text('state').$type<QuestionState>().notNull(),
    proposedBy: person('proposed_by').notNull(),
    proposedAt: instantColumn('proposed_at').notNull(),
    settledBy: person('settled_by'),
  },
  (table) => [
    index('feedback_questions_of_helpline').on(table.helplineId, table.proposedAt),
    index('feedback_questions_by_proposer').on(table.proposedBy),
    index('feedback_questions_by_settler').on(table.settledBy),
  ],
);

const isReader = sql`exists (select from feedback_settings setting where setting.helpline_id = "feedback"."helpline_id" and setting.reader_id = ${reader})`;

/** Feedback from outside. Its id is random, since one of version 7 contains the time; after it is shown, only the quarter is stored. */
export const feedback = pgTable(
  'feedback',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    /** The quarter in which it was sent, such as 2026-Q3. */
    quarter: text('quarter').notNull(),
    /** The day from which it may be shown; null once it is. */
    dueOn: date('due_on'),
    /** With which it is shown; null while it waits. */
    batch: integer('batch'),
    /** The place of the chosen words in their question, by the question’s id. */
    answers: jsonb('answers').$type<Record<string, number>>().notNull(),
    words: text('words').notNull(),
    /** Another service, as whoever wrote it named it, and the one of the directory that it is. */
    about: text('about'),
    serviceId: uuid('service_id').references(() => services.id, { onDelete: 'set null' }),
    onBehalf: boolean('on_behalf').notNull().default(false),
    /** What came of it where it may be about somebody's safety; null otherwise. */
    safety: text('safety').$type<SafetyState>(),
    safetyRaisedBy: person('safety_raised_by'),
    safetyHeldBy: person('safety_held_by'),
    safetyOutcome: text('safety_outcome'),
    /** The day on which it is deleted; null while it waits. */
    eraseOn: date('erase_on'),
  },
  (table) => [
    index('feedback_of_helpline').on(table.helplineId, table.batch),
    index('feedback_that_waits')
      .on(table.dueOn)
      .where(sql`${table.dueOn} is not null`),
    index('feedback_to_erase').on(table.eraseOn),
    index('feedback_about_service').on(table.serviceId),
    index('feedback_about_safety')
      .on(table.helplineId)
      .where(sql`${table.safety} is not null`),
    index('feedback_raised_by').on(table.safetyRaisedBy),
    index('feedback_held_by').on(table.safetyHeldBy),
    ...readableIf(
      sql`${table.helplineId} = ${managedHelpline} or ${isReader}
        or ${table.safety} <> 'ticked' and ${table.helplineId} = ${supervisedHelpline}`,
    ),
  ],
);

/** "You said, we did", on the public page. */
export const feedbackReplies = pgTable(
  'feedback_replies',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    said: text('said').notNull(),
    did: text('did').notNull(),
    /** The quarter in which it was written. */
    quarter: text('quarter').notNull(),
    writtenBy: person('written_by').notNull(),
    writtenAt: instantColumn('written_at').notNull(),
  },
  (table) => [
    index('feedback_replies_of_helpline').on(table.helplineId, table.writtenAt),
    index('feedback_replies_by_writer').on(table.writtenBy),
  ],
);
