import type { NounDefinition } from '../platform/nouns.ts';
import { handoverAsSeenBy, handoverCommands, handoverLineAsSeenBy } from '#shared/handovers';
import { unacceptedByPair, unacceptedForManager, unfinishedHandovers, unsentLines } from './reminders.ts';
import { handoverHandlers } from './commands.ts';
import { latestHandoverLine, linesChangedSince, sealedHandoverLines } from './line-queries.ts';
import { handoversFollow } from './next-pair.ts';
import { handoversChangedSince, latestHandover } from './queries.ts';

export const handovers: NounDefinition<'handovers'> = {
  commands: handoverCommands,
  handlers: handoverHandlers,
  changedSince: handoversChangedSince,
  latest: latestHandover,
  asSeenBy: handoverAsSeenBy,
  dueJobs: [handoversFollow, unfinishedHandovers, unacceptedByPair, unacceptedForManager, unsentLines],
};

export const handoverLines: NounDefinition<'handoverLines'> = {
  commands: {},
  handlers: {},
  changedSince: linesChangedSince,
  latest: latestHandoverLine,
  asSeenBy: handoverLineAsSeenBy,
  sealed: [sealedHandoverLines],
};
