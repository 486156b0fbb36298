import { sql } from 'drizzle-orm';
import { index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { managedHelpline, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

/** Who said of which shift that they could come, if nobody else can. */
export const offers = pgTable(
  'offers',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    offeredAt: instantColumn('offered_at').notNull(),
    takenBackAt: instantColumn('taken_back_at'),
  },
  (table) => [
    uniqueIndex('one_offer_of_person')
      .on(table.shiftId, table.personId)
      .where(sql`${table.takenBackAt} is null`),
    index('offers_of_shift').on(table.shiftId),
    index('offers_of_person').on(table.personId),
    index('offers_by_version').on(table.helplineId, table.version),
    index('offers_by_age').on(table.offeredAt),
    ...readableIf(sql`${table.personId} = ${reader} or ${table.helplineId} = ${managedHelpline}`),
  ],
);
