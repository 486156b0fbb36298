import type { Change } from '../platform/live/commands/command.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { changeSwaps } from './queries.ts';
import { staleSwaps } from './stale-queries.ts';
import { tellLapsed } from './notifications.ts';

/**
 * Ends requests that can come to nothing any more, because the shift began, or somebody was moved, taken off or suspended. The asker
 * is told if the place is still theirs, and so is whoever had said yes.
 */
export async function endStaleSwaps(change: Change): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  const ids = await staleSwaps(tx, helplineId, now);
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
