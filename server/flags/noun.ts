import type { NounDefinition } from '../platform/nouns.ts';
import { flagAsSeenBy, flagCommands } from '#shared/flags';
import { flagAutoRelease } from './auto-release.ts';
import { flagHandlers } from './commands.ts';
import { flagRoutes } from './routes.ts';
import { flagsChangedSince, latestFlag, sealedFlags } from './queries.ts';

export const flags: NounDefinition<'flags'> = {
  commands: flagCommands,
  handlers: flagHandlers,
  changedSince: flagsChangedSince,
  latest: latestFlag,
  asSeenBy: flagAsSeenBy,
  sealed: [sealedFlags],
  dueJobs: [flagAutoRelease],
  routes: flagRoutes,
};
