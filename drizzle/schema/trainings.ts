import { sql } from 'drizzle-orm';
import { date, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CourseSlug } from '#shared/courses';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { managedHelpline, readableIf, reader } from './reading.ts';

/** Which courses people mean to take and have taken. */
export const trainings = pgTable(
  'trainings',
  {
    ...helplineRow,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    course: text('course').$type<CourseSlug>().notNull(),
    plannedOn: date('planned_on'),
    doneOn: date('done_on'),
    /** The manager who has seen the certificate. */
    seenBy: uuid('seen_by').references(() => people.id),
    changedAt: instantColumn('changed_at').notNull(),
  },
  (table) => [
    unique('one_training_of_course').on(table.personId, table.course),
    index('trainings_by_version').on(table.helplineId, table.version),
    index('trainings_by_age').on(table.changedAt),
    ...readableIf(sql`${table.personId} = ${reader} or ${table.helplineId} = ${managedHelpline}`),
  ],
);
