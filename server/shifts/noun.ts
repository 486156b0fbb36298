import type { NounDefinition } from '../platform/nouns.ts';
import { aloneOnShift } from './alone.ts';
import { shiftAsSeenBy, shiftCommands } from '#shared/shifts';
import { rotaCommands } from '#shared/rota-commands';
import { shiftsToLayOut } from './lay-out-shifts.ts';
import { shiftHandlers } from './commands.ts';
import type { ShiftReactions } from './placing.ts';
import { shiftsThatCome } from './reminders.ts';
import { patternHandlers } from './pattern-commands.ts';
import { shiftRoutes } from './routes.ts';
import { shiftTimeHandlers } from './time-commands.ts';
import { weekHandlers } from './week-commands.ts';
import { latestShift, shiftsChangedSince } from './welcome-queries.ts';

export const shifts = (reactions: ShiftReactions): NounDefinition<'shifts'> => ({
  commands: { ...shiftCommands, ...rotaCommands },
  handlers: {
    ...shiftHandlers(reactions),
    ...shiftTimeHandlers(reactions),
    ...patternHandlers(reactions),
    ...weekHandlers(reactions),
  },
  changedSince: shiftsChangedSince,
  latest: latestShift,
  asSeenBy: shiftAsSeenBy,
  dueJobs: [aloneOnShift, shiftsThatCome, shiftsToLayOut],
  routes: (deps) => shiftRoutes(deps, reactions),
});
