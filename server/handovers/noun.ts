import type { NounDefinition } from '../platform/nouns.ts';
import { handoverAsSeenBy, handoverCommands, handoverLineAsSeenBy } from '#shared/handovers';
import { unacceptedByPair, unacceptedForManager, unfinishedHandovers } from './climbing.ts';
import { handoverHandlers } from './commands.ts';
import { linesChangedSince, sealedHandoverLines } from './line-queries.ts';
import { handoversFollow } from './next-pair.ts';
import { handoversChangedSince } from './queries.ts';

export const handovers: NounDefinition<'handovers'> = {
  commands: handoverCommands,
  handlers: handoverHandlers,
  changedSince: handoversChangedSince,
  asSeenBy: handoverAsSeenBy,
  dueJobs: [handoversFollow, unfinishedHandovers, unacceptedByPair, unacceptedForManager],
};

export const handoverLines: NounDefinition<'handoverLines'> = {
  commands: {},
  handlers: {},
  changedSince: linesChangedSince,
  asSeenBy: handoverLineAsSeenBy,
  sealed: [sealedHandoverLines],
};
