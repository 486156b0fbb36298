import { and, eq, gt, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import { handoverLines, handovers } from '#drizzle/schema/handovers';
import { places, shifts } from '#drizzle/schema/shifts';
import { acceptMinutes, remindMinutes, type Handover } from '#shared/handovers';
import type { Shift } from '#shared/shifts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { toHandover } from './queries.ts';

/** Minutes for which a reminder that no server could give is still worth giving. */
const remindWithinMinutes = 180;
const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000);

/** A shift that has been over for long enough, in which somebody was, and of whose handover nothing is known. */
const isUnfinished = (now: Date) =>
  and(
    lte(shifts.endsAt, minutesBefore(now, remindMinutes)),
    gt(shifts.endsAt, minutesBefore(now, remindWithinMinutes)),
    sql`not exists (select from ${handovers} where ${handovers.shiftId} = ${shifts.id})`,
    sql`exists (select from ${places} where ${places.shiftId} = ${shifts.id})`,
  );

export const helplinesWithUnfinished = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, shifts, isUnfinished(now));

export async function unfinishedShifts(tx: Tx, helplineId: string, now: Date): Promise<Shift[]> {
  const rows = await tx
    .select({ id: shifts.id })
    .from(shifts)
    .where(and(eq(shifts.helplineId, helplineId), isUnfinished(now)));
  return rows.length === 0
    ? []
    : shiftsByIds(
        tx,
        helplineId,
        rows.map(({ id }) => id),
      );
}

/** A line that was stored and never sent, in a finished handover of a shift that ended as long ago as in `isUnfinished`. */
const isLeftUnsent = (now: Date) =>
  and(
    isNull(handoverLines.sentAt),
    isNull(handoverLines.droppedAt),
    isNull(handoverLines.remindedAt),
    lte(handoverLines.at, minutesBefore(now, remindMinutes)),
    sql`exists (select from ${handovers} join ${shifts} on ${shifts.id} = ${handovers.shiftId}
      where ${handovers.shiftId} = ${handoverLines.shiftId} and ${handovers.finishedAt} is not null
        and ${lte(shifts.endsAt, minutesBefore(now, remindMinutes))}
        and ${gt(shifts.endsAt, minutesBefore(now, remindWithinMinutes))})`,
  );

export const helplinesWithUnsentLines = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, handoverLines, isLeftUnsent(now));

/** Claims the lines that their writers have to be reminded of, each only once. Returns who wrote some in which shift. */
export const takeUnsentLines = (
  tx: Tx,
  helplineId: string,
  now: Date,
): Promise<{ shiftId: string; by: string }[]> =>
  tx
    .update(handoverLines)
    .set({ remindedAt: now })
    .where(and(eq(handoverLines.helplineId, helplineId), isLeftUnsent(now)))
    .returning({ shiftId: handoverLines.shiftId, by: handoverLines.by });

type Whom = keyof typeof acceptMinutes;
const toldAt = { pair: handovers.pairToldAt, manager: handovers.managerToldAt };

/** Finished, not accepted for so many minutes since it came and the next shift began, and these people were not told yet. */
const isUnaccepted = (now: Date, whom: Whom): SQL | undefined =>
  and(
    isNotNull(handovers.finishedAt),
    isNull(handovers.acceptedAt),
    isNull(handovers.closedAt),
    isNull(toldAt[whom]),
    lte(handovers.toStartsAt, minutesBefore(now, acceptMinutes[whom])),
    lte(handovers.finishedAt, minutesBefore(now, acceptMinutes[whom])),
  );

export const helplinesWithUnaccepted = (whom: Whom) => (db: Db, now: Date) =>
  helplinesWhere(db, handovers, isUnaccepted(now, whom));

/** Claims the handovers that these people have to be told of, each only once. */
export async function takeUnaccepted(tx: Tx, helplineId: string, now: Date, whom: Whom): Promise<Handover[]> {
  const told = whom === 'pair' ? { pairToldAt: now } : { managerToldAt: now };
  const rows = await tx
    .update(handovers)
    .set(told)
    .where(and(eq(handovers.helplineId, helplineId), isUnaccepted(now, whom)))
    .returning();
  return rows.map(toHandover);
}
