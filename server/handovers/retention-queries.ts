import { and, inArray, isNull, lte, not, notInArray, or, sql } from 'drizzle-orm';
import { handoverLines, handovers } from '#drizzle/schema/handovers';
import { shifts } from '#drizzle/schema/shifts';
import { retentionDays } from '#shared/retention';
import { isCallHeld, isPersonHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeys } from '../platform/encryption/destroy-queries.ts';

/**
 * Erases handovers with their lines so many days after they were accepted; one that nobody accepted, so long after the shift that
 * could have, or after its own where no shift followed. The key of the lines of a shift is destroyed with the last of them.
 */
export async function eraseOldHandovers(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.handovers);
  const lastChance = sql`(select max(chance.ends_at) from ${shifts} chance
    where chance.id in (${handovers.shiftId}, ${handovers.toShiftId}))`;
  const isOld = or(
    lte(handovers.acceptedAt, before),
    and(isNull(handovers.acceptedAt), sql`${lastChance} <= ${before.toISOString()}::timestamptz`),
  );
  const old = await tx
    .select({ shiftId: handovers.shiftId })
    .from(handovers)
    .where(and(isOld, not(isPersonHeld(now, handovers.finishedBy, handovers.acceptedBy, handovers.toIds))));
  const shiftIds = old.map(({ shiftId }) => shiftId);
  const gone = await eraseLines(tx, shiftIds, now);
  const left = tx.select({ shiftId: handoverLines.shiftId }).from(handoverLines);
  const erased = await tx
    .delete(handovers)
    .where(and(inArray(handovers.shiftId, shiftIds), notInArray(handovers.shiftId, left)))
    .returning({ helplineId: handovers.helplineId });
  return [...gone, ...erased];
}

/** Erases the lines of these shifts, and old lines that were never sent. A legal hold on a person whom a line names, or on its call, keeps the line. */
async function eraseLines(tx: Tx, shiftIds: string[], now: Date) {
  const { shiftId, helplineId, by, askedBy, toIds, callId, at, sentAt } = handoverLines;
  const isForgotten = and(isNull(sentAt), lte(at, daysBefore(now, retentionDays.handovers)));
  const isHeld = or(isPersonHeld(now, by, askedBy, toIds), isCallHeld(now, callId))!;
  const gone = await tx
    .delete(handoverLines)
    .where(and(or(inArray(shiftId, shiftIds), isForgotten), not(isHeld)))
    .returning({ shiftId, helplineId });
  const theirs = [...new Set(gone.map((line) => line.shiftId))];
  const left = sql`select shift_id from ${handoverLines} where shift_id = any(${sql.param(theirs)})`;
  await destroyKeys(tx, 'handover', sql`select unnest(${sql.param(theirs)}::uuid[]) except (${left})`);
  return gone;
}
