import type { NounDefinition } from '../platform/nouns.ts';
import { grantAsSeenBy, grantCommands } from '#shared/grants';
import { grantExpiry } from './expiry.ts';
import { grantHandlers } from './commands.ts';
import { grantRoutes } from './routes.ts';
import { grantsChangedSince, latestGrant, sealedGrants } from './queries.ts';

export const grants: NounDefinition<'grants'> = {
  commands: grantCommands,
  handlers: grantHandlers,
  changedSince: grantsChangedSince,
  latest: latestGrant,
  asSeenBy: grantAsSeenBy,
  sealed: [sealedGrants],
  dueJobs: [grantExpiry],
  routes: grantRoutes,
};
