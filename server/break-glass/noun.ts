import type { NounDefinition } from '../platform/nouns.ts';
import { breakGlassAsSeenBy, breakGlassCommands } from '#shared/break-glass';
import { breakGlassHandlers } from './commands.ts';
import { breakGlassRoutes } from './routes.ts';
import { breakGlassChangedSince, sealedBreakGlass } from './queries.ts';
import { breakGlassTime } from './shutting.ts';

export const breakGlass: NounDefinition<'breakGlass'> = {
  commands: breakGlassCommands,
  handlers: breakGlassHandlers,
  changedSince: breakGlassChangedSince,
  asSeenBy: breakGlassAsSeenBy,
  sealed: [sealedBreakGlass],
  dueJobs: [breakGlassTime],
  routes: breakGlassRoutes,
};
