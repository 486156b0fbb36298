import type { NounDefinition } from '../platform/nouns.ts';
import { helplineAsSeenBy, helplineCommands } from '#shared/helpline';
import { helplineChangedSince, latestHelpline } from './queries.ts';
import { helplineHandlers } from './commands.ts';

export const helplines: NounDefinition<'helplines'> = {
  commands: helplineCommands,
  handlers: helplineHandlers,
  changedSince: helplineChangedSince,
  latest: latestHelpline,
  asSeenBy: helplineAsSeenBy,
};
