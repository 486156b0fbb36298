import type { NounDefinition } from '../platform/nouns.ts';
import { listCommands } from '#shared/list-commands';
import { listHandlers } from './commands.ts';
import { latestList, listsChangedSince } from './queries.ts';
import { listRoutes } from './routes.ts';

/** Everybody in the helpline reads the lists, and what is proposed. */
export const lists: NounDefinition<'lists'> = {
  commands: listCommands,
  handlers: listHandlers,
  changedSince: listsChangedSince,
  latest: latestList,
  routes: listRoutes,
  asSeenBy: (_viewer, list) => list,
};
