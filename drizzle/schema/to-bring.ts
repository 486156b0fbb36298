import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ToBring } from '#shared/to-bring';
import { helplineRow, instantColumn } from './columns.ts';
import { gatherings } from './gatherings.ts';
import { people } from './people.ts';
import { readableIf, reader } from './reading.ts';

/** What people want to bring to a gathering: each their own. */
export const toBring = pgTable(
  'to_bring',
  {
    ...helplineRow,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    words: text('words').notNull(),
    about: jsonb('about').$type<NonNullable<ToBring['about']>>(),
    at: instantColumn('at').notNull(),
    gatheringId: uuid('gathering_id').references(() => gatherings.id, { onDelete: 'set null' }),
    /** The line of the gathering; it may have been erased since. */
    lineId: uuid('line_id'),
    removed: boolean('removed').notNull().default(false),
  },
  (table) => [
    index('to_bring_of_person').on(table.personId, table.version),
    index('to_bring_to_gathering').on(table.gatheringId),
    index('to_bring_by_age').on(table.at),
    ...readableIf(sql`${table.personId} = ${reader}`),
  ],
);
