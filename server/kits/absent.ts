import type { Shift } from '#shared/shifts';
import { notify } from '../notifications/notify.ts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { helplinesWithout, takeShiftsWithout, type Whom } from './absent-queries.ts';

/** Tells people once of the next shift, and of a second line beside it, that begins soon and has no bag. */
const tellWhom = (
  whom: Whom,
  what: string,
  told: (change: Change, shifts: Shift[]) => Promise<void>,
): DueJob => ({
  what,
  where: helplinesWithout(whom),
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const ids = await takeShiftsWithout(tx, helplineId, now, whom);
    if (ids.length > 0) await told(change, await shiftsByIds(tx, helplineId, ids));
  },
});

/** Two hours before a shift: the two of it. */
export const noBagForPair = tellWhom('pair', 'shifts without a bag', async (change, shifts) => {
  const to = shifts.flatMap(({ places }) => places.map(({ personId }) => personId));
  await notify(change, { to, kind: 'handover', path: '/rota' });
});

/** One hour before a shift: the manager on call. */
export const noBagForManager = tellWhom('manager', 'shifts still without a bag', async (change, shifts) => {
  const { tx, helplineId } = change;
  const orders = await Promise.all(shifts.map((shift) => onCallOrderOf(tx, helplineId, shift)));
  await notify(change, { to: orders.flatMap(({ first }) => first), kind: 'handover', path: '/helpline' });
});
