import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { CallBackEnd, CallBackTry } from '#shared/call-backs';
import { calls } from './calls.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { helplines } from './helplines.ts';
import { people } from './people.ts';
import { hadPlaceAt, readableIf, reader } from './reading.ts';
import { shifts } from './shifts.ts';

export const callBacks = pgTable(
  'call_backs',
  {
    ...helplineRow,
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    toShiftId: uuid('to_shift_id').references(() => shifts.id, { onDelete: 'set null' }),
    from: instantColumn('from_at').notNull(),
    until: instantColumn('until_at').notNull(),
    words: text('words').notNull(),
    promisedBy: uuid('promised_by')
      .notNull()
      .references(() => people.id),
    promisedAt: instantColumn('promised_at').notNull(),
    forId: uuid('for_id').references(() => people.id),
    numberUntil: instantColumn('number_until'),
    tries: jsonb('tries').$type<CallBackTry[]>().notNull().default([]),
    settledBy: uuid('settled_by').references(() => people.id),
    settledAt: instantColumn('settled_at'),
    ending: text('ending').$type<CallBackEnd>(),
    reason: text('reason'),
    /** When the two on shift were told that its time has come. */
    toldAt: instantColumn('told_at'),
    /** The scope of the helpline under which `toShiftId` was last looked up, and when it has to be looked up whatever the scope. */
    scopeSeen: bigint('scope_seen', { mode: 'number' }),
    lookAgainAt: instantColumn('look_again_at'),
  },
  (table) => [
    uniqueIndex('one_call_back_per_call')
      .on(table.callId)
      .where(sql`${table.settledAt} is null`),
    index('call_backs_of_call').on(table.callId),
    index('call_backs_open')
      .on(table.helplineId)
      .where(sql`${table.settledAt} is null`),
    index('call_backs_to_tell')
      .on(table.from)
      .where(sql`${table.settledAt} is null and ${table.toldAt} is null`),
    index('call_backs_of_shift').on(table.shiftId),
    index('call_backs_to_shift').on(table.toShiftId),
    index('call_backs_of_person').on(table.promisedBy),
    index('call_backs_with_number')
      .on(table.numberUntil)
      .where(sql`${table.numberUntil} is not null`),
    index('call_backs_settled').on(table.settledAt),
    index('call_backs_by_version').on(table.helplineId, table.version),
    ...readableIf(
      sql`${table.promisedBy} = ${reader} or ${hadPlaceAt(sql`${table.shiftId}`, sql`${table.settledAt}`)}
        or ${hadPlaceAt(sql`${table.toShiftId}`, sql`${table.settledAt}`)}`,
    ),
  ],
);

/** A number that a caller may be reached on, apart from everything else, so that it goes with its key. `id` is that of the call back. */
export const callBackNumbers = pgTable(
  'call_back_numbers',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => callBacks.id, { onDelete: 'cascade' }),
    helplineId: uuid('helpline_id')
      .notNull()
      .references(() => helplines.id),
    reachOn: text('reach_on').notNull(),
  },
  ({ id }) =>
    readableIf(
      sql`exists (select from call_backs back join places place on place.shift_id = back.to_shift_id
        where back.id = ${id} and place.person_id = ${reader})`,
    ),
);
