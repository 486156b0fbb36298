import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { callBacks } from '#drizzle/schema/call-backs';
import { calls } from '#drizzle/schema/calls';
import { debriefs } from '#drizzle/schema/debriefs';
import { flags } from '#drizzle/schema/flags';
import { followUps } from '#drizzle/schema/follow-ups';
import { grants } from '#drizzle/schema/grants';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { signals } from '#drizzle/schema/signals';

const inForce = (now: Date) => sql`held.until > ${now.toISOString()}::timestamptz`;

/** Whether a legal hold is on one of the people in these columns, which hold ids or lists of ids; null means nobody. */
export const isPersonHeld = (now: Date, ...people: (AnyPgColumn | SQL)[]): SQL<boolean> =>
  sql`exists (select 1 from ${legalHolds} held where ${inForce(now)}
    and held.person_id = any(${sql.join([sql`'{}'::uuid[]`, ...people], sql` || `)}))`;

/** Whether a legal hold is on this call, or on a person who took or had it. False for null. */
export const isCallHeld = (now: Date, callId: AnyPgColumn): SQL<boolean> =>
  sql`exists (select 1 from ${legalHolds} held left join ${calls} held_call on held_call.id = ${callId}
    where ${inForce(now)} and (held.call_id = ${callId} or held.person_id in (held_call.taken_by, held_call.assigned_to)))`;

/** The people whom a list of steps names, each as `by`. */
export const namedIn = (steps: AnyPgColumn): SQL =>
  sql`array(select (step ->> 'by')::uuid from jsonb_array_elements(${steps}) step)`;

/** Whether a legal hold is on a person whom a follow-up names; so below for the other nouns. */
export const isFollowUpHeld = (now: Date): SQL<boolean> =>
  isPersonHeld(now, followUps.raisedBy, followUps.forId, followUps.withId, followUps.doneBy);

export const isFlagHeld = (now: Date): SQL<boolean> =>
  isPersonHeld(now, flags.raisedBy, flags.assignedTo, namedIn(flags.steps));

export const isGrantHeld = (now: Date): SQL<boolean> =>
  isPersonHeld(now, grants.openedBy, grants.affectedPersonIds);

/** Includes the people to whom it escalated, whether or not they answered. */
export const isSignalHeld = (now: Date): SQL<boolean> => {
  const { raisedBy, answeredBy, escalatedTo, answers, seenBy } = signals;
  return isPersonHeld(now, raisedBy, answeredBy, escalatedTo, namedIn(answers), namedIn(seenBy));
};

/** Includes the people to whom it escalated, whether or not they answered. */
export const isDebriefHeld = (now: Date): SQL<boolean> => {
  const { askedBy, managerId, assignedTo, escalatedTo, seenBy, steps } = debriefs;
  return isPersonHeld(now, askedBy, managerId, assignedTo, escalatedTo, namedIn(seenBy), namedIn(steps));
};

export const isCallBackHeld = (now: Date): SQL<boolean> => {
  const { promisedBy, settledBy, forId, tries } = callBacks;
  return isPersonHeld(now, promisedBy, settledBy, forId, namedIn(tries));
};
