import { isOpen } from '#shared/signals';
import type { Due } from '../command.ts';
import { notify } from '../reach/notify.ts';
import { climbTo, helplinesWithDueRungs, signalById, takeDueRungs } from './queries.ts';

/** *I need support now* reaches the next manager when nobody has answered it in time. */
export const climbingSignals: Due = {
  what: 'a call for support to climb',
  where: helplinesWithDueRungs,
  async carryOut(change) {
    const { tx, helplineId, version, now, announce } = change;
    for (const { signalId, managerId } of await takeDueRungs(tx, helplineId, now)) {
      const signal = await signalById(tx, helplineId, signalId);
      if (!signal || !isOpen(signal)) continue;
      announce('signal:changed', await climbTo(tx, signalId, version, managerId));
      await notify(change, { to: [managerId], kind: 'support-now', path: '/desk', onCall: [managerId] });
    }
  },
};
