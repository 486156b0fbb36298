import type { NounDefinition } from '../platform/nouns.ts';
import { helplineAsSeenBy, helplineCommands } from '#shared/helpline';
import { helplineChangedSince, latestHelpline } from './queries.ts';
import { helplineHandlers } from './commands.ts';
import type { HelplineReactions } from './reactions.ts';

export const helplines = (reactions: HelplineReactions): NounDefinition<'helplines'> => ({
  commands: helplineCommands,
  handlers: helplineHandlers(reactions),
  changedSince: helplineChangedSince,
  latest: latestHelpline,
  asSeenBy: helplineAsSeenBy,
});
