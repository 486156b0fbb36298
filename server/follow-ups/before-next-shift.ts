import { and, eq, isNull, sql } from 'drizzle-orm';
import { followUps } from '#drizzle/schema/follow-ups';
import { shifts } from '#drizzle/schema/shifts';
import type { DueJob } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';

const hoursBefore = 2;

/** The shift that comes next after a follow-up was asked for, where it begins in less than two hours or has begun. */
const shiftThatComes = (now: Date) => sql<string | null>`(
  select s.id from ${shifts} s
  where s.helpline_id = ${followUps.helplineId} and s.starts_at > ${followUps.raisedAt}
    and s.starts_at <= ${now.toISOString()}::timestamptz + make_interval(hours => ${hoursBefore})
  order by s.starts_at limit 1)`;

const isDue = (now: Date) =>
  and(
    eq(followUps.source, 'call'),
    isNull(followUps.doneAt),
    isNull(followUps.remindedAt),
    sql`${shiftThatComes(now)} is not null`,
  );

/** A call that was to be looked at before the next shift, and was not: the manager on call hears of it once, and whoever took it on. */
export const callsToLookAt: DueJob = {
  what: 'a call to be looked at before the next shift',
  async where(db, now) {
    const rows = await db
      .selectDistinct({ helplineId: followUps.helplineId })
      .from(followUps)
      .where(isDue(now));
    return rows.map(({ helplineId }) => helplineId);
  },
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const due = await tx
      .update(followUps)
      .set({ remindedAt: now })
      .where(and(eq(followUps.helplineId, helplineId), isDue(now)))
      .returning({ id: followUps.id, forId: followUps.forId, next: shiftThatComes(now) });
    const next = due[0]?.next ? await shiftById(tx, helplineId, due[0].next) : null;
    const { first: onCall } = await onCallOrderOf(tx, helplineId, next);
    for (const { id, forId } of due)
      await notify(change, {
        to: [...onCall, ...(forId ? [forId] : [])],
        kind: 'look-at-call',
        path: `/desk#${id}`,
        onCall,
      });
  },
};
