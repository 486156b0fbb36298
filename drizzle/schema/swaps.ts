import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SwapAnswer, SwapKind, SwapNeed, SwapState } from '#shared/swaps';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { hadPlaceAt, managedHelpline, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

/** Requests for somebody to come: in a person’s place, in exchange, or for an empty place. */
export const swaps = pgTable(
  'swaps',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    /** When the shift was to begin as it was asked: at another time it is another shift. */
    shiftStartsAt: instantColumn('shift_starts_at').notNull(),
    kind: text('kind').$type<SwapKind>().notNull(),
    state: text('state').$type<Exclude<SwapState, 'over'>>().notNull(),
    /** Null for a gap. */
    askedBy: uuid('asked_by').references(() => people.id),
    askedAt: instantColumn('asked_at').notNull(),
    /** The one person asked; null for everyone who could. */
    toId: uuid('to_id').references(() => people.id),
    forShiftIds: uuid('for_shift_ids').array().notNull().default([]),
    /** When the next few are asked; null for never. */
    nextAskAt: instantColumn('next_ask_at'),
    nobodyLeft: boolean('nobody_left').notNull().default(false),
    everybodyAsked: boolean('everybody_asked').notNull().default(false),
    takenBy: uuid('taken_by').references(() => people.id),
    takenAt: instantColumn('taken_at'),
    takingShiftId: uuid('taking_shift_id').references(() => shifts.id, { onDelete: 'cascade' }),
    needs: text('needs').array().$type<SwapNeed[]>().notNull().default([]),
    settledBy: uuid('settled_by').references(() => people.id),
    /** When it ended; null while it is under way. */
    overAt: instantColumn('over_at'),
  },
  (table) => [
    uniqueIndex('one_swap_under_way')
      .on(table.shiftId, table.askedBy)
      .where(sql`${table.overAt} is null`),
    index('swaps_under_way')
      .on(table.helplineId)
      .where(sql`${table.overAt} is null`),
    index('swaps_to_begin')
      .on(table.shiftStartsAt)
      .where(sql`${table.overAt} is null`),
    index('swaps_to_ask')
      .on(table.nextAskAt)
      .where(sql`${table.state} = 'open' and ${table.nextAskAt} is not null`),
    index('swaps_of_shift').on(table.shiftId),
    index('swaps_by_age').on(table.askedAt),
    index('swaps_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${table.askedBy} = ${reader} or ${table.takenBy} = ${reader} or ${table.helplineId} = ${managedHelpline}
        or exists (select from swap_asks asked where asked.swap_id = ${table.id} and asked.person_id = ${reader})
        or ${hadPlaceAt(sql`${table.shiftId}`, sql`null::timestamptz`)}`,
    ),
  ],
);

/** Who was asked whether they could come, when, and what they said. Orders the next asking; nobody reads it but the person. */
export const swapAsks = pgTable(
  'swap_asks',
  {
    swapId: uuid('swap_id')
      .notNull()
      .references(() => swaps.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    helplineId: helplineRow.helplineId,
    askedAt: instantColumn('asked_at').notNull(),
    answer: text('answer').$type<SwapAnswer>(),
  },
  (table) => [
    primaryKey({ columns: [table.swapId, table.personId] }),
    index('swap_asks_of_person').on(table.helplineId, table.personId, table.askedAt),
    ...readableIf(sql`${table.personId} = ${reader}`),
  ],
);
