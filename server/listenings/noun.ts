import type { NounDefinition } from '../platform/nouns.ts';
import { listeningCommands } from '#shared/listening-commands';
import { listeningAsSeenBy } from '#shared/listenings';
import { listeningHandlers } from './commands.ts';
import { latestListening, listeningsChangedSince } from './queries.ts';

export const listenings: NounDefinition<'listenings'> = {
  commands: listeningCommands,
  handlers: listeningHandlers,
  changedSince: listeningsChangedSince,
  latest: latestListening,
  asSeenBy: listeningAsSeenBy,
};
