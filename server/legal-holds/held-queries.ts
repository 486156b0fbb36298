import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { calls } from '#drizzle/schema/calls';
import { followUps } from '#drizzle/schema/follow-ups';
import { legalHolds } from '#drizzle/schema/legal-holds';

const inForce = (now: Date) => sql`held.until > ${now.toISOString()}::timestamptz`;

/** Whether a legal hold is on one of the people in these columns, which hold ids or lists of ids; null means nobody. */
export const isPersonHeld = (now: Date, ...people: AnyPgColumn[]): SQL<boolean> =>
  sql`exists (select 1 from ${legalHolds} held where ${inForce(now)}
    and held.person_id = any(${sql.join([sql`'{}'::uuid[]`, ...people], sql` || `)}))`;

/** Whether a legal hold is on this call, or on a person who took or had it. False for null. */
export const isCallHeld = (now: Date, callId: AnyPgColumn): SQL<boolean> =>
  sql`exists (select 1 from ${legalHolds} held left join ${calls} held_call on held_call.id = ${callId}
    where ${inForce(now)} and (held.call_id = ${callId} or held.person_id in (held_call.taken_by, held_call.assigned_to)))`;

/** Whether a legal hold is on a person whom a follow-up names. */
export const isFollowUpHeld = (now: Date): SQL<boolean> =>
  isPersonHeld(now, followUps.raisedBy, followUps.forId, followUps.withId, followUps.doneBy);
