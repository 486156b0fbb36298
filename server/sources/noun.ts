import type { NounDefinition } from '../platform/nouns.ts';
import { sourceCommands } from '#shared/source-commands';
import { sourceAsSeenBy } from '#shared/sources';
import { sourceHandlers } from './commands.ts';
import { sealedSourceEntries } from './entry-queries.ts';
import { latestSource, sealedSources, sourcesChangedSince } from './queries.ts';
import { sourceRoutes } from './routes.ts';

/** The differences come over HTTP; the news holds how many wait. */
export const sources: NounDefinition<'sources'> = {
  commands: sourceCommands,
  handlers: sourceHandlers,
  changedSince: sourcesChangedSince,
  latest: latestSource,
  asSeenBy: sourceAsSeenBy,
  sealed: [sealedSources, sealedSourceEntries],
  routes: sourceRoutes,
};
