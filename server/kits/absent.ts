import { notify } from '../notifications/notify.ts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';
import { helplinesWithout, takeShiftWithout, type Whom } from './absent-queries.ts';

/** Tells people once of a shift that begins soon and has no bag. */
const tellWhom = (
  whom: Whom,
  what: string,
  told: (change: Change, shiftId: string) => Promise<void>,
): DueJob => ({
  what,
  where: helplinesWithout(whom),
  atOnce: 20,
  async carryOut(change) {
    const shiftId = await takeShiftWithout(change.tx, change.helplineId, change.now, whom);
    if (shiftId !== null) await told(change, shiftId);
  },
});

/** Two hours before a shift: the two of it. */
export const noBagForPair = tellWhom('pair', 'shifts without a bag', async (change, shiftId) => {
  const shift = await shiftById(change.tx, change.helplineId, shiftId);
  const to = shift!.places.map(({ personId }) => personId);
  await notify(change, { to, kind: 'handover', path: '/rota' });
});

/** One hour before a shift: the manager on call. */
export const noBagForManager = tellWhom('manager', 'shifts still without a bag', async (change, shiftId) => {
  const { tx, helplineId } = change;
  const { first } = await onCallOrderOf(tx, helplineId, await shiftById(tx, helplineId, shiftId));
  await notify(change, { to: first, kind: 'handover', path: '/helpline' });
});
