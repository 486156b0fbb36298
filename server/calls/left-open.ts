import type { DueJob } from '../platform/live/commands/command.ts';
import { endCallsLeftOpen, helplinesWithCallsLeftOpen } from './left-open-queries.ts';
import { sayOwnState } from './own-state.ts';

/**
 * Ends calls that nobody ended, once their shift has been over for longer than a late call may run: whoever has one could neither
 * start another nor join their next shift. The record stays to be written up, as that of any other call.
 */
export const callsLeftOpen: DueJob = {
  what: 'calls that nobody ended',
  where: helplinesWithCallsLeftOpen,
  async carryOut(change) {
    const { tx, helplineId, version, now, announce } = change;
    for (const call of await endCallsLeftOpen(tx, helplineId, version, now)) {
      announce('call:changed', call);
      const ended = { ...change, happenedAt: new Date(call.endedAt!) };
      await sayOwnState(ended, call.shiftId, 'writing-up', call.assignedTo);
    }
  },
};
