import type { NounDefinition } from '../platform/nouns.ts';
import { feedAsSeenBy, feedCommands } from '#shared/feeds';
import { feedHandlers } from './commands.ts';
import { feedsChangedSince, latestFeed } from './queries.ts';
import { feedRoutes } from './routes.ts';

export const feeds: NounDefinition<'feeds'> = {
  commands: feedCommands,
  handlers: feedHandlers,
  changedSince: feedsChangedSince,
  latest: latestFeed,
  asSeenBy: feedAsSeenBy,
  routes: feedRoutes,
};
