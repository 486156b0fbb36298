import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Step, StepKind } from '#shared/steps';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { readableIf, reader } from './reading.ts';

/** The next steps of supporters: each their own, and copies of lines that they share. */
export const steps = pgTable(
  'steps',
  {
    ...helplineRow,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').$type<StepKind>().notNull(),
    words: text('words').notNull(),
    at: instantColumn('at').notNull(),
    /** The line that this is a copy of; it may have been erased since. */
    copyOf: uuid('copy_of'),
    withId: uuid('with_id').references(() => people.id),
    answer: text('answer').$type<NonNullable<Step['answer']>>(),
    removed: boolean('removed').notNull().default(false),
  },
  (table) => [
    index('steps_of_person').on(table.personId, table.version),
    index('steps_with_person').on(table.withId, table.version),
    index('steps_copied').on(table.copyOf),
    index('steps_by_age').on(table.at),
    ...readableIf(sql`${table.personId} = ${reader} or ${table.withId} = ${reader}`),
  ],
);
