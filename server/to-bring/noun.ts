import type { NounDefinition } from '../platform/nouns.ts';
import { toBringAsSeenBy, toBringCommands } from '#shared/to-bring';
import { toBringHandlers } from './commands.ts';
import { sealedToBring, toBringChangedSince } from './queries.ts';

export const toBring: NounDefinition<'toBring'> = {
  commands: toBringCommands,
  handlers: toBringHandlers,
  changedSince: toBringChangedSince,
  asSeenBy: toBringAsSeenBy,
  sealed: [sealedToBring],
};
