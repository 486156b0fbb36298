import { isOpen } from '#shared/signals';
import type { Due } from '../command.ts';
import { climb } from './ladder.ts';
import { helplinesWithDueRungs, signalById, takeDueRungs } from './queries.ts';

/** *I need support now* reaches the next manager when nobody is there in time. */
export const climbingSignals: Due = {
  what: 'a call for support to climb',
  where: helplinesWithDueRungs,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    for (const { signalId, managerId } of await takeDueRungs(tx, helplineId, now)) {
      const signal = await signalById(tx, helplineId, signalId);
      if (!signal || !isOpen(signal, now.getTime()) || signal.climbedTo.includes(managerId)) continue;
      await climb(change, signal, managerId);
    }
  },
};
