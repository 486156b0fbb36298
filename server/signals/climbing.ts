import { isOpen } from '#shared/signals';
import type { Due } from '../command.ts';
import { managersInTurn } from '../rota/on-call.ts';
import { shiftById } from '../rota/queries.ts';
import { climb } from './ladder.ts';
import { helplinesWithDueRungs, signalById, takeDueRungs } from './queries.ts';

/**
 * *I need support now* reaches the next manager when nobody is there in time. Where that one has been suspended meanwhile, it
 * reaches the next who was not reached yet.
 */
export const climbingSignals: Due = {
  what: 'a call for support to climb',
  where: helplinesWithDueRungs,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    for (const { signalId, managerId } of await takeDueRungs(tx, helplineId, now)) {
      const signal = await signalById(tx, helplineId, signalId);
      if (!signal || !isOpen(signal, now.getTime())) continue;
      const able = await managersInTurn(tx, helplineId, await shiftById(tx, helplineId, signal.shiftId));
      const left = able.filter((id) => id !== signal.raisedBy && !signal.climbedTo.includes(id));
      const next = able.includes(managerId) ? left.find((id) => id === managerId) : left[0];
      if (next) await climb(change, signal, next);
    }
  },
};
