import { uuidv7 } from 'uuidv7';
import { gapDaysForManagers } from '#shared/swaps';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { tellManagers } from '../shifts/tell-managers.ts';
import { changeSwaps, insertSwaps, swapsByIds, underWayFor } from './queries.ts';
import { askNext } from './rounds.ts';
import { endStaleSwaps } from './stale.ts';
import { helplinesWithSwapsDue, swapsToAsk, takeGaps } from './stale-queries.ts';

/** What time does: requests lapse as their shift begins, the next few are asked, and empty places ask for themselves. */
export const swapTime: DueJob = {
  what: 'who could come',
  where: helplinesWithSwapsDue,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    await endStaleSwaps(change);
    const due = await swapsToAsk(tx, helplineId, now);
    const dueOf = new Map(due.map(({ id, ...one }) => [id, one]));
    const swaps = await swapsByIds(tx, [...dueOf.keys()]);
    await askNext(
      change,
      swaps.map((swap) => ({ swap, ...dueOf.get(swap.id)! })),
    );
    await askAboutGaps(change);
  },
};

/**
 * Asks those who could about every place that is still empty at one of the marks, anew each time, and tells the managers. A place for
 * which somebody’s yes waits for a manager is left to that.
 */
async function askAboutGaps(change: Change): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  const gaps = await takeGaps(tx, helplineId, now);
  if (gaps.length === 0) return;
  const earlier = await underWayFor(
    tx,
    gaps.map(({ id }) => id),
    'gap',
  );
  const lapsed = { version, state: 'lapsed', overAt: now, nextAskAt: null } as const;
  const open = earlier.filter(({ state }) => state === 'open').map(({ id }) => id);
  for (const swap of await changeSwaps(tx, open, lapsed)) announce('swap:changed', swap);

  const waiting = earlier.filter(({ state }) => state === 'needs-manager');
  const rows = gaps.flatMap(({ id: shiftId, startsAt: shiftStartsAt, empty }) => {
    const length = Math.max(0, empty - waiting.filter((one) => one.shiftId === shiftId).length);
    return Array.from({ length }, () => ({
      ...{ id: uuidv7(), helplineId, version, shiftId, shiftStartsAt },
      ...{ kind: 'gap' as const, askedBy: null, askedAt: now },
    }));
  });
  await insertSwaps(tx, rows);
  const asking = await swapsByIds(
    tx,
    rows.map(({ id }) => id),
  );
  await askNext(
    change,
    asking.map((swap) => ({ swap, toId: null, dueAt: null })),
  );
  const forManagers = gaps.filter(({ gapDays }) => gapDaysForManagers.includes(gapDays));
  const shifts = await shiftsByIds(
    tx,
    helplineId,
    forManagers.map(({ id }) => id),
  );
  await tellManagers(
    change,
    shifts.map((shift) => ({ shift })),
    'managers-needed',
  );
}
