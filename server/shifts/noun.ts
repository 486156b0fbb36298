import type { NounDefinition } from '../platform/nouns.ts';
import { aloneOnShift } from './alone.ts';
import { shiftAsSeenBy, shiftCommands } from '#shared/shifts';
import { shiftHandlers, type ShiftReactions } from './commands.ts';
import { shiftsThatCome } from './reminders.ts';
import { shiftsChangedSince } from './queries.ts';

export const shifts = (reactions: ShiftReactions): NounDefinition<'shifts'> => ({
  commands: shiftCommands,
  handlers: shiftHandlers(reactions),
  changedSince: shiftsChangedSince,
  asSeenBy: shiftAsSeenBy,
  dueJobs: [aloneOnShift, shiftsThatCome],
});
