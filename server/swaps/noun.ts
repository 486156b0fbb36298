import type { NounDefinition } from '../platform/nouns.ts';
import { swapAsSeenBy, swapCommands } from '#shared/swaps';
import type { ShiftReactions } from '../shifts/placing.ts';
import { answeringHandlers } from './answering.ts';
import { askingHandlers } from './asking.ts';
import { swapTime } from './gaps.ts';
import { latestSwap, swapsChangedSince } from './queries.ts';
import { swapRoutes } from './routes.ts';
import { settlingHandlers } from './settling.ts';

export const swaps = (reactions: ShiftReactions): NounDefinition<'swaps'> => ({
  commands: swapCommands,
  handlers: { ...askingHandlers, ...answeringHandlers(reactions), ...settlingHandlers(reactions) },
  changedSince: swapsChangedSince,
  latest: latestSwap,
  asSeenBy: swapAsSeenBy,
  dueJobs: [swapTime],
  routes: swapRoutes,
});
