import type { NounDefinition } from '../platform/nouns.ts';
import { serviceCommands } from '#shared/service-commands';
import { serviceHandlers } from './commands.ts';
import { sealedFaults } from './fault-queries.ts';
import { directoryChangedSince, latestOfDirectory } from './queries.ts';
import { serviceRoutes } from './routes.ts';
import { sealedServiceVersions } from './version-queries.ts';

/** The services come over HTTP, as a difference by version; the news only says that there is something to fetch. */
export const services: NounDefinition<'services'> = {
  commands: serviceCommands,
  handlers: serviceHandlers,
  changedSince: directoryChangedSince,
  latest: latestOfDirectory,
  asSeenBy: (_viewer, directory) => directory,
  sealed: [sealedServiceVersions, sealedFaults],
  routes: serviceRoutes,
};
