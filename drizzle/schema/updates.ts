import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { UpdateKind } from '#shared/updates';
import { helplineRow, instantColumn } from './columns.ts';
import { gatherings } from './gatherings.ts';
import { pages } from './pages.ts';
import { people } from './people.ts';
import { shifts } from './shifts.ts';

/** Shown to a person until they have seen it: a change to their shifts, or to who may sign in as what. */
export const personalUpdates = pgTable(
  'personal_updates',
  {
    ...helplineRow,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').$type<UpdateKind>().notNull(),
    aboutId: uuid('about_id').references(() => people.id),
    shiftId: uuid('shift_id').references(() => shifts.id, { onDelete: 'cascade' }),
    pageId: uuid('page_id').references(() => pages.id),
    gatheringId: uuid('gathering_id').references(() => gatherings.id, { onDelete: 'cascade' }),
    /** Null if the host did it at the admin shell. */
    by: uuid('by').references(() => people.id),
    /** Sealed. What the person who did it wrote about it. */
    words: text('words'),
    at: instantColumn('at').notNull(),
    seenAt: instantColumn('seen_at'),
  },
  (table) => [
    uniqueIndex('one_update_per_shift')
      .on(table.personId, table.shiftId)
      .where(sql`${table.shiftId} is not null`),
    index('updates_of_person').on(table.personId, table.version),
    index('updates_by_age').on(table.at),
    index('updates_of_gathering')
      .on(table.gatheringId)
      .where(sql`${table.gatheringId} is not null`),
  ],
);
