import { and, eq, gt, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { notifications } from '#drizzle/schema/notifications';
import { places, shifts } from '#drizzle/schema/shifts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { onCallOrderOf } from './on-call.ts';

/** The helpline's own minutes, before which nobody is told. */
const minutesOfHelpline = sql`(
  select make_interval(mins => ${helplines.aloneAfterMinutes}) from ${helplines} where ${helplines.id} = ${shifts.helplineId})`;

/** For so long, fewer than two of those who have a place were there. */
const isShort = (now: SQL) => sql`(
  select count(*) from ${places} p
  join ${people} w on w.id = p.person_id and w.suspended_at is null
  join ${presences} h on h.shift_id = p.shift_id and h.person_id = p.person_id
  where p.shift_id = ${shifts.id}
    and (h.left_at is null or h.left_at > ${now} - ${minutesOfHelpline})
    and (h.connected or h.last_heard_at > ${now} - ${minutesOfHelpline})) < 2`;

const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;
const isToBeTold = (now: Date) =>
  and(
    isNull(shifts.aloneToldAt),
    gt(shifts.endsAt, now),
    lte(shifts.startsAt, now),
    sql`${shifts.startsAt} + ${minutesOfHelpline} <= ${at(now)}`,
    isShort(at(now)),
  );
const isToBeForgotten = (now: Date) =>
  and(isNotNull(shifts.aloneToldAt), or(lte(shifts.endsAt, now), sql`not ${isShort(at(now))}`));

/** One or nobody in a shift that is on: the manager on call is told. What says so is erased once it is over. */
export const aloneOnShift: DueJob = {
  what: 'somebody alone on a shift',
  async where(db, now) {
    const rows = await db
      .selectDistinct({ helplineId: shifts.helplineId })
      .from(shifts)
      .where(or(isToBeTold(now), isToBeForgotten(now)));
    return rows.map(({ helplineId }) => helplineId);
  },
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const inHelpline = eq(shifts.helplineId, helplineId);
    const over = await tx
      .update(shifts)
      .set({ aloneToldAt: null })
      .where(and(inHelpline, isToBeForgotten(now)))
      .returning({ id: shifts.id });
    if (over.length > 0) await forgetNotices(change);
    const short = await tx
      .update(shifts)
      .set({ aloneToldAt: now })
      .where(and(inHelpline, isToBeTold(now)))
      .returning({ managerId: shifts.managerId, nextManagerId: shifts.nextManagerId });
    for (const shift of short) {
      const { first } = await onCallOrderOf(tx, helplineId, shift);
      await notify(change, { to: first, kind: 'alone', path: '/desk', onCall: first });
    }
  },
};

/** Also those that were sent: nothing is kept about who was late. */
const forgetNotices = ({ tx, helplineId }: Change) =>
  tx
    .delete(notifications)
    .where(and(eq(notifications.helplineId, helplineId), eq(notifications.kind, 'alone')));
