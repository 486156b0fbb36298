import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Feeling, OwnState } from '#shared/presence';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { shifts } from './shifts.ts';

export const presences = pgTable(
  'presences',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    joinedAt: instantColumn('joined_at').notNull(),
    leftAt: instantColumn('left_at'),
    connected: boolean('connected').notNull(),
    /** Written every few seconds while connected, without a new version or news. */
    lastHeardAt: instantColumn('last_heard_at').notNull(),
    state: text('state').$type<OwnState>().notNull(),
    stateSince: instantColumn('state_since').notNull(),
    stateReceivedAt: instantColumn('state_received_at').notNull().defaultNow(),
    feeling: text('feeling').$type<Feeling>(),
    backAt: instantColumn('back_at'),
    /** A call was hard, or an emergency, and its supporter has not taken a break or gone on since. */
    offerBreak: boolean('offer_break').notNull().default(false),
  },
  (table) => [
    unique('one_presence_per_shift').on(table.shiftId, table.personId),
    index('presences_by_person').on(table.personId, table.leftAt),
    index('presences_connected')
      .on(table.lastHeardAt)
      .where(sql`${table.connected}`),
    index('presences_on_a_break')
      .on(table.backAt)
      .where(sql`${table.state} = 'taking-a-break' and ${table.backAt} is not null`),
    index('presences_by_version').on(table.helplineId, table.version),
  ],
);
