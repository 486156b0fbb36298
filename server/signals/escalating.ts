import { isOpen } from '#shared/signals';
import type { DueJob } from '../platform/live/commands/command.ts';
import { managersInTurn } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';
import { escalate } from './escalation.ts';
import { helplinesWithDueSteps, signalById, takeDueSteps } from './queries.ts';

/**
 * *I need support now* reaches the next manager when nobody is there in time. Where that one has been suspended meanwhile, it
 * reaches the next who was not reached yet.
 */
export const signalEscalation: DueJob = {
  what: 'a call for support to escalate',
  where: helplinesWithDueSteps,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    for (const { signalId, managerId } of await takeDueSteps(tx, helplineId, now)) {
      const signal = await signalById(tx, helplineId, signalId);
      if (!signal || !isOpen(signal, now.getTime())) continue;
      const able = await managersInTurn(tx, helplineId, await shiftById(tx, helplineId, signal.shiftId));
      const left = able.filter((id) => id !== signal.raisedBy && !signal.escalatedTo.includes(id));
      const next = able.includes(managerId) ? left.find((id) => id === managerId) : left[0];
      if (next) await escalate(change, signal, next);
    }
  },
};
