import type { DueJob } from '../platform/live/commands/command.ts';
import { eraseNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import { clearAlone, helplinesWithAloneDue, takeAlone } from './alone-queries.ts';
import { onCallOrderOf } from './on-call.ts';

/** Notifies the manager on call when a running shift has fewer than two people. */
export const aloneOnShift: DueJob = {
  what: 'people alone on a shift',
  where: helplinesWithAloneDue,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    // Also erases sent ones, so that nothing is stored about who was late.
    if (await clearAlone(tx, helplineId, now)) await eraseNotifications(tx, helplineId, 'alone');
    for (const shift of await takeAlone(tx, helplineId, now)) {
      const { first } = await onCallOrderOf(tx, helplineId, shift);
      await notify(change, { to: first, kind: 'alone', path: '/desk', onCall: first });
    }
  },
};
