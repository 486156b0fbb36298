import type { NounDefinition } from '../platform/nouns.ts';
import { gatheringAsSeenBy, gatheringLineAsSeenBy } from '#shared/gathering-rules';
import { gatheringCommands } from '#shared/gathering-commands';
import { gatheringHandlers } from './commands.ts';
import { gatheringLinesChangedSince, sealedGatheringLines } from './line-queries.ts';
import { gatheringsChangedSince, sealedGatherings } from './queries.ts';
import { gatheringRoutes } from './routes.ts';

export const gatherings: NounDefinition<'gatherings'> = {
  commands: gatheringCommands,
  handlers: gatheringHandlers,
  changedSince: gatheringsChangedSince,
  asSeenBy: gatheringAsSeenBy,
  sealed: [sealedGatherings],
  routes: gatheringRoutes,
};

export const gatheringLines: NounDefinition<'gatheringLines'> = {
  commands: {},
  handlers: {},
  changedSince: gatheringLinesChangedSince,
  asSeenBy: gatheringLineAsSeenBy,
  sealed: [sealedGatheringLines],
};
