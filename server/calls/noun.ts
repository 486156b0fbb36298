import type { NounDefinition } from '../platform/nouns.ts';
import { callAsSeenBy, callCommands } from '#shared/calls';
import { callHandlers, type CallReactions } from './commands.ts';
import { callsLeftOpen } from './left-open.ts';
import { callRoutes } from './routes.ts';
import { callsChangedSince, latestCall, sealedCalls } from './queries.ts';

export const calls = (reactions: CallReactions): NounDefinition<'calls'> => ({
  commands: callCommands,
  handlers: callHandlers(reactions),
  changedSince: callsChangedSince,
  latest: latestCall,
  asSeenBy: callAsSeenBy,
  sealed: [sealedCalls],
  dueJobs: [callsLeftOpen],
  routes: callRoutes,
});
