import type { NounDefinition } from '../platform/nouns.ts';
import { presenceAsSeenBy, presenceCommands } from '#shared/presence';
import { breaksOver } from './breaks.ts';
import { presenceHandlers } from './commands.ts';
import { latestPresence, presencesChangedSince } from './queries.ts';

export const presences: NounDefinition<'presences'> = {
  commands: presenceCommands,
  handlers: presenceHandlers,
  changedSince: presencesChangedSince,
  latest: latestPresence,
  asSeenBy: presenceAsSeenBy,
  dueJobs: [breaksOver],
};
