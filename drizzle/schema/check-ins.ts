import { sql } from 'drizzle-orm';
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CheckIn, CheckInAudience, CheckInTime, Heaviness } from '#shared/check-ins';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { hadPlaceAt, managedHelpline, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

export const checkIns = pgTable(
  'check_ins',
  {
    ...helplineRow,
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    when: text('said_when').$type<CheckInTime>().notNull().default('end'),
    heaviness: text('heaviness').$type<Heaviness>(),
    said: text('said').$type<CheckIn['said']>(),
    wentWell: text('went_well'),
    askAgainAt: instantColumn('ask_again_at'),
    askedAgainAt: instantColumn('asked_again_at'),
    sharedWith: text('shared_with').$type<CheckInAudience>().notNull(),
    at: instantColumn('at').notNull(),
  },
  (table) => [
    unique('one_check_in_per_time_of_shift').on(table.personId, table.shiftId, table.when),
    index('check_ins_of_shift').on(table.shiftId),
    index('check_ins_by_version').on(table.helplineId, table.version),
    index('check_ins_to_ask_again')
      .on(table.askAgainAt)
      .where(sql`${table.askAgainAt} is not null and ${table.askedAgainAt} is null`),
    ...readableIf(
      sql`${table.personId} = ${reader}
        or ${table.sharedWith} = 'managers' and ${table.helplineId} = ${managedHelpline}
        or ${table.sharedWith} = 'partner' and ${hadPlaceAt(sql`${table.shiftId}`, sql`${table.at}`)}`,
    ),
  ],
);
