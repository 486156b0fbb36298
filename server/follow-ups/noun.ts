import type { NounDefinition } from '../platform/nouns.ts';
import { callsToLookAt } from './before-next-shift.ts';
import { followUpsChangedSince, latestFollowUp, sealedFollowUps } from './queries.ts';
import { followUpAsSeenBy, followUpCommands } from '#shared/follow-ups';
import { followUpHandlers } from './commands.ts';

export const followUps: NounDefinition<'followUps'> = {
  commands: followUpCommands,
  handlers: followUpHandlers,
  changedSince: followUpsChangedSince,
  latest: latestFollowUp,
  asSeenBy: followUpAsSeenBy,
  sealed: [sealedFollowUps],
  dueJobs: [callsToLookAt],
};
