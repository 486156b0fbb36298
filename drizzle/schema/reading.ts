import { sql, type SQL } from 'drizzle-orm';
import { pgPolicy } from 'drizzle-orm/pg-core';

/**
 * The id of the person for whom a transaction reads, as `readAs` sets it; null for work of the server itself. A subquery, so that it
 * is evaluated once per statement and not for every row.
 */
export const reader = sql`(select nullif(current_setting('alongside.reader', true), '')::uuid)`;

const helplineAs = (role: 'manager' | 'supervisor') =>
  sql`(select person.helpline_id from people person where person.id = ${reader} and person.suspended_at is null and person.roles @> array[${sql.raw(`'${role}'`)}])`;

/** The reader's helpline if they are one of its managers, otherwise null. */
export const managedHelpline = helplineAs('manager');
/** The same for its supervisors. */
export const supervisedHelpline = helplineAs('supervisor');

/** Whether the reader has had a place in this shift since before `time`; for a null `time`, whether they have one. */
export const hadPlaceAt = (shiftId: SQL, time: SQL) =>
  sql`exists (select from places place where place.shift_id = ${shiftId} and place.person_id = ${reader} and (${time} is null or place.placed_at <= ${time}))`;

/** Whether the reader is one of two people to whom the conversation of this shift is open, and `time` is before its opening. */
export const isOpenToReader = (shiftId: SQL, time: SQL) =>
  sql`exists (select from break_glass opened where opened.shift_id = ${shiftId} and opened.state = 'open' and ${time} <= opened.answered_at and ${reader} in (opened.asked_by, opened.answered_by) and ${reader} <> all(opened.affected_person_ids))`;

/**
 * Policies under which a transaction that reads for a person gets only the rows that are `theirs`; everything else may be done
 * as before. The migration also forces them, so that they hold for the owner of the table. `is not null` tells
 * PostgreSQL to expect that nearly every row passes; of the bare condition it expects few, and sorts a whole conversation to find
 * its latest page.
 */
export const readableIf = (theirs: SQL) => [
  pgPolicy('everything', { for: 'all', using: sql`true`, withCheck: sql`true` }),
  pgPolicy('readers', {
    as: 'restrictive',
    for: 'select',
    using: sql`(case when ${reader} is null or ${theirs} then true end) is not null`,
  }),
];
