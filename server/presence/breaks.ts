import type { DueJob } from '../platform/live/commands/command.ts';
import { endBreaks, helplinesWithBreaksOver } from './break-queries.ts';

/** Ends breaks whose time is over, so that nobody counts as resting who has only forgotten to say that they are back. */
export const breaksOver: DueJob = {
  what: 'breaks that are over',
  where: helplinesWithBreaksOver,
  async carryOut({ tx, helplineId, version, now, announce }) {
    for (const presence of await endBreaks(tx, helplineId, version, now))
      announce('presence:changed', presence);
  },
};
