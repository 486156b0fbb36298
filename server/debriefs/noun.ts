import type { NounDefinition } from '../platform/nouns.ts';
import { dailyDigest } from './daily-digest.ts';
import { debriefAsSeenBy, debriefCommands } from '#shared/debriefs';
import { debriefEscalation } from './escalating.ts';
import { debriefHandlers } from './commands.ts';
import { debriefMessageAsSeenBy, debriefMessageCommands } from '#shared/debrief-messages';
import { debriefMessageHandlers } from './messages.ts';
import {
  debriefMessagesChangedSince,
  latestDebriefMessage,
  sealedDebriefMessages,
} from './message-queries.ts';
import { debriefRoutes } from './routes.ts';
import { debriefsChangedSince, latestDebrief, sealedDebriefs } from './queries.ts';

export const debriefs: NounDefinition<'debriefs'> = {
  commands: debriefCommands,
  handlers: debriefHandlers,
  changedSince: debriefsChangedSince,
  latest: latestDebrief,
  asSeenBy: debriefAsSeenBy,
  sealed: [sealedDebriefs],
  dueJobs: [debriefEscalation, dailyDigest],
  routes: debriefRoutes,
};

export const debriefMessages: NounDefinition<'debriefMessages'> = {
  commands: debriefMessageCommands,
  handlers: debriefMessageHandlers,
  changedSince: debriefMessagesChangedSince,
  latest: latestDebriefMessage,
  asSeenBy: debriefMessageAsSeenBy,
  sealed: [sealedDebriefMessages],
};
