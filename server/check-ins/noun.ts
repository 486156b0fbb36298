import type { NounDefinition } from '../platform/nouns.ts';
import { checkInAsSeenBy, checkInCommands } from '#shared/check-ins';
import { checkInHandlers } from './commands.ts';
import { checkInsChangedSince, sealedCheckIns } from './queries.ts';

export const checkIns: NounDefinition<'checkIns'> = {
  commands: checkInCommands,
  handlers: checkInHandlers,
  changedSince: checkInsChangedSince,
  asSeenBy: checkInAsSeenBy,
  sealed: [sealedCheckIns],
};
