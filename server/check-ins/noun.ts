import type { NounDefinition } from '../platform/nouns.ts';
import { checkInCommands } from '#shared/check-in-commands';
import { checkInAsSeenBy } from '#shared/check-ins';
import { checkInHandlers } from './commands.ts';
import { checkInsChangedSince, latestCheckIn, sealedCheckIns } from './queries.ts';
import { askedAWeekLater } from './week-later.ts';

export const checkIns: NounDefinition<'checkIns'> = {
  commands: checkInCommands,
  handlers: checkInHandlers,
  changedSince: checkInsChangedSince,
  latest: latestCheckIn,
  asSeenBy: checkInAsSeenBy,
  sealed: [sealedCheckIns],
  dueJobs: [askedAWeekLater],
};
