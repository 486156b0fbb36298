import type { NounDefinition } from '../platform/nouns.ts';
import { breakGlassAsSeenBy } from '#shared/break-glass';
import { breakGlassCommands } from '#shared/break-glass-commands';
import { breakGlassHandlers } from './commands.ts';
import { breakGlassRoutes } from './routes.ts';
import { breakGlassChangedSince, latestBreakGlass, sealedBreakGlass } from './queries.ts';
import { breakGlassTime } from './shutting.ts';

export const breakGlass: NounDefinition<'breakGlass'> = {
  commands: breakGlassCommands,
  handlers: breakGlassHandlers,
  changedSince: breakGlassChangedSince,
  latest: latestBreakGlass,
  asSeenBy: breakGlassAsSeenBy,
  sealed: [sealedBreakGlass],
  dueJobs: [breakGlassTime],
  routes: breakGlassRoutes,
};
