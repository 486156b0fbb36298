import type { NounDefinition } from '../platform/nouns.ts';
import { pageCommands } from '#shared/pages';
import { pageHandlers } from './commands.ts';
import { latestPage, manualChangedSince, sealedPages } from './queries.ts';
import { pageRoutes } from './routes.ts';
import { sealedPageVersions } from './version-queries.ts';

/** The texts come over HTTP, as a difference by version; the news only says that there is something to fetch. */
export const pages: NounDefinition<'pages'> = {
  commands: pageCommands,
  handlers: pageHandlers,
  changedSince: manualChangedSince,
  latest: latestPage,
  asSeenBy: (_viewer, manual) => manual,
  sealed: [sealedPages, sealedPageVersions],
  routes: pageRoutes,
};
