import type { NounDefinition } from '../platform/nouns.ts';
import { grantAsSeenBy, grantCommands } from '#shared/grants';
import { grantExpiry } from './expiry.ts';
import { grantHandlers } from './commands.ts';
import { grantRoutes } from './routes.ts';
import { grantsChangedSince } from './queries.ts';

export const grants: NounDefinition<'grants'> = {
  commands: grantCommands,
  handlers: grantHandlers,
  changedSince: grantsChangedSince,
  asSeenBy: grantAsSeenBy,
  dueJobs: [grantExpiry],
  routes: grantRoutes,
};
