import type { NounDefinition } from '../platform/nouns.ts';
import { gatheringAsSeenBy, gatheringLineAsSeenBy } from '#shared/gathering-rules';
import { gatheringCommands } from '#shared/gathering-commands';
import { gatheringHandlers } from './commands.ts';
import { gatheringLinesChangedSince, latestGatheringLine, sealedGatheringLines } from './line-queries.ts';
import { gatheringsChangedSince, latestGathering, sealedGatherings } from './queries.ts';
import { gatheringRoutes } from './routes.ts';

export const gatherings: NounDefinition<'gatherings'> = {
  commands: gatheringCommands,
  handlers: gatheringHandlers,
  changedSince: gatheringsChangedSince,
  latest: latestGathering,
  asSeenBy: gatheringAsSeenBy,
  sealed: [sealedGatherings],
  routes: gatheringRoutes,
};

export const gatheringLines: NounDefinition<'gatheringLines'> = {
  commands: {},
  handlers: {},
  changedSince: gatheringLinesChangedSince,
  latest: latestGatheringLine,
  asSeenBy: gatheringLineAsSeenBy,
  sealed: [sealedGatheringLines],
};
