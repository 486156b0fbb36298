import type { NounDefinition } from '../platform/nouns.ts';
import { callAsSeenBy, callCommands } from '#shared/calls';
import { callHandlers } from './commands.ts';
import { callRoutes } from './routes.ts';
import { callsChangedSince } from './queries.ts';

export const calls: NounDefinition<'calls'> = {
  commands: callCommands,
  handlers: callHandlers,
  changedSince: callsChangedSince,
  asSeenBy: callAsSeenBy,
  routes: callRoutes,
};
