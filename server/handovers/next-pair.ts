import type { Handover, HandoverLine } from '#shared/handovers';
import { handCallsTo } from '../calls/reader-queries.ts';
import { isoTime } from '../platform/database/times.ts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { sentLinesOf, showLinesTo } from './line-queries.ts';
import {
  handoversToFollow,
  helplinesWithHandoversToFollow,
  nextPairOf,
  type NextPair,
} from './next-pair-queries.ts';
import { changeHandover } from './queries.ts';
import { noteReadings } from './readings.ts';

/**
 * Gives a handover to the two of the next shift as the rota has it now, with its lines and the records that these open. It is
 * accepted by itself where nothing is handed over, or where the same two are on next. Announces what changed.
 */
export async function giveToNextPair(change: Change, handover: Handover): Promise<Handover> {
  const { tx, version, now, announce, resync } = change;
  const next = await nextPairOf(tx, handover.shiftId, now);
  const lines = handover.finishedAt === null ? [] : await sentLinesOf(tx, handover.shiftId);
  const acceptedAt = acceptedAtOf(handover, next, lines, now);
  const { toShiftId, toStartsAt, toIds, scope: scopeSeen, lookAgainAt } = next;
  const seen = { scopeSeen, lookAgainAt, closedAt: next.isClosed ? now : null };
  const isSame =
    handover.toShiftId === toShiftId &&
    handover.toStartsAt === isoTime(toStartsAt) &&
    handover.toIds.join() === toIds.join() &&
    handover.acceptedAt === isoTime(acceptedAt);
  const given = await changeHandover(tx, handover.id, {
    ...seen,
    ...(!isSame && { version, toShiftId, toStartsAt, toIds, acceptedAt }),
  });
  if (!isSame) announce('handover:changed', given);

  if (handover.toIds.join() !== toIds.join()) {
    for (const line of await showLinesTo(tx, handover.shiftId, toIds, version))
      announce('handoverLine:changed', line);
    for (const id of handover.toIds) if (!toIds.includes(id)) resync(id);
  }
  await openRecords(change, lines, next);
  return given;
}

function acceptedAtOf(handover: Handover, next: NextPair, lines: HandoverLine[], now: Date): Date | null {
  const { acceptedAt, acceptedBy, finishedAt } = handover;
  const before = acceptedAt === null ? null : new Date(acceptedAt);
  if (acceptedBy !== null || next.isClosed) return before;
  const needsNobody = finishedAt !== null && (lines.length === 0 || next.isSamePair);
  return needsNobody ? (before ?? now) : null;
}

/** Opens the records that lines name to the next shift, and tells those whose calls they are once its two can read them. */
async function openRecords(change: Change, lines: HandoverLine[], next: NextPair): Promise<void> {
  const { tx, helplineId, version, announce } = change;
  const callIds = [...new Set(lines.flatMap(({ callId }) => (callId === null ? [] : [callId])))];
  for (const call of await handCallsTo(tx, helplineId, callIds, next.toShiftId, version))
    announce('call:changed', call);
  if (next.isOpen) await noteReadings(change, callIds, next.toIds);
}

/** Follows the rota: a place given or emptied, a shift moved or taken away, a window that opens or closes. */
export const handoversFollow: DueJob = {
  what: 'handovers to the next pair',
  where: helplinesWithHandoversToFollow,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    for (const handover of await handoversToFollow(tx, helplineId, now))
      await giveToNextPair(change, handover);
  },
};
