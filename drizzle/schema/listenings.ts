import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ListeningState } from '#shared/listenings';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { hadPlaceAt, managedHelpline, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

/** Who listens along in which shift, as a third. */
export const listenings = pgTable(
  'listenings',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    /** When the shift was to begin as it was asked: at another time it is another shift. */
    shiftStartsAt: instantColumn('shift_starts_at').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    state: text('state').$type<ListeningState>().notNull(),
    /** Those of the pair who have said yes. */
    yesIds: uuid('yes_ids').array().notNull().default([]),
  },
  (table) => [
    uniqueIndex('one_listening_in_shift')
      .on(table.shiftId)
      .where(sql`${table.state} in ('asked', 'agreed')`),
    index('listenings_of_person').on(table.personId),
    index('listenings_of_shift').on(table.shiftId),
    index('listenings_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${table.personId} = ${reader} or ${table.helplineId} = ${managedHelpline} or ${hadPlaceAt(sql`${table.shiftId}`, sql`null::timestamptz`)}`,
    ),
  ],
);
