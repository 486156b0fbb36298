import type { NounDefinition } from '../platform/nouns.ts';
import { aloneOnShift } from './alone.ts';
import { shiftAsSeenBy, shiftCommands } from '#shared/shifts';
import { shiftHandlers } from './commands.ts';
import { shiftsChangedSince } from './queries.ts';

export const shifts: NounDefinition<'shifts'> = {
  commands: shiftCommands,
  handlers: shiftHandlers,
  changedSince: shiftsChangedSince,
  asSeenBy: shiftAsSeenBy,
  dueJobs: [aloneOnShift],
};
