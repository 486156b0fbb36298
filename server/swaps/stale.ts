import type { Change } from '../platform/live/commands/command.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { changeSwaps } from './queries.ts';
import { staleSwaps, swapsGiving } from './stale-queries.ts';
import { tellLapsed } from './notifications.ts';

/** Ends requests that can come to nothing any more, because the shift began, or somebody was moved, taken off or suspended. */
export const endStaleSwaps = async (change: Change): Promise<void> =>
  lapse(change, await staleSwaps(change.tx, change.helplineId, change.now));

/** Ends requests in which one of these shifts could be given in exchange, because it is at another time now. */
export const endSwapsGiving = async (change: Change, shiftIds: string[]): Promise<void> =>
  lapse(change, await swapsGiving(change.tx, change.helplineId, shiftIds));

/** The asker is told if the place is still theirs, and so is whoever had said yes. */
async function lapse(change: Change, ids: string[]): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  if (ids.length === 0) return;
  const ended = await changeSwaps(tx, ids, { version, state: 'lapsed', overAt: now, nextAskAt: null });
  const found = await shiftsByIds(
    tx,
    helplineId,
    ended.map(({ shiftId }) => shiftId),
  );
  const shifts = new Map(found.map((shift) => [shift.id, shift]));
  for (const swap of ended) {
    announce('swap:changed', swap);
    const shift = shifts.get(swap.shiftId);
    if (!shift) continue;
    const isTheirs = shift.places.some(({ personId }) => personId === swap.askedBy);
    const to = [isTheirs ? swap.askedBy : null, swap.takenBy].filter((id) => id !== null);
    await tellLapsed(change, shift, to, null);
  }
}
