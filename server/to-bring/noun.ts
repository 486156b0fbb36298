import type { NounDefinition } from '../platform/nouns.ts';
import { toBringAsSeenBy, toBringCommands } from '#shared/to-bring';
import { toBringHandlers } from './commands.ts';
import { latestToBring, sealedToBring, toBringChangedSince } from './queries.ts';

export const toBring: NounDefinition<'toBring'> = {
  commands: toBringCommands,
  handlers: toBringHandlers,
  changedSince: toBringChangedSince,
  latest: latestToBring,
  asSeenBy: toBringAsSeenBy,
  sealed: [sealedToBring],
};
