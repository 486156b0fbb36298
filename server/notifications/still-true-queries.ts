import { and, isNull, or, sql, type SQL } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import { places, shifts } from '#drizzle/schema/shifts';
import { swapAsks, swaps } from '#drizzle/schema/swaps';
import type { OnlyWhile } from '#shared/notifications';
import { soonHours } from '#shared/swaps';
import { instant } from '../platform/database/db.ts';

/** Hours before a shift from which on one may be told that it comes. */
const comesWithin = 32;

/** The person has a place in the shift, which comes soon and has not begun. */
const shiftComes = (now: Date) => sql`exists (
  select from ${places} p join ${shifts} s on s.id = p.shift_id
  where p.shift_id = ${notifications.shiftId} and p.person_id = ${notifications.personId}
    and s.starts_at > ${instant(now)} and s.starts_at <= ${instant(now)} + make_interval(hours => ${comesWithin}))`;

/** Somebody asks the person whether they can come, and they have not answered. */
const isAsked = (now: Date) => sql`exists (
  select from ${swapAsks} a join ${swaps} s on s.id = a.swap_id
  where a.helpline_id = ${notifications.helplineId} and a.person_id = ${notifications.personId}
    and a.answer is null and s.state = 'open' and s.shift_starts_at > ${instant(now)})`;

/** A request waits for a manager’s word, has nobody left to ask or hears nothing, is about an empty place, or about a shift that begins soon. */
const needsManagers = (now: Date) => sql`exists (
  select from ${swaps} s
  where s.helpline_id = ${notifications.helplineId} and s.over_at is null and s.shift_starts_at > ${instant(now)}
    and (s.state = 'needs-manager' or s.nobody_left or s.everybody_asked or s.kind = 'gap'
      or s.shift_starts_at <= ${instant(now)} + make_interval(hours => ${soonHours}::int)))`;

const holds: Record<OnlyWhile, (now: Date) => SQL> = { asked: isAsked, 'managers-needed': needsManagers };

/** Whether a notification still says what is so: looked at as it is sent, because a settled matter is nothing to disturb anybody about. */
export const isStillTrue = (now: Date) =>
  sql<boolean>`${and(
    or(isNull(notifications.shiftId), shiftComes(now)),
    sql`case ${notifications.onlyWhile} when 'asked' then ${holds.asked(now)}
      when 'managers-needed' then ${holds['managers-needed'](now)} else true end`,
  )}`;
