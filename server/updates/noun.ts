import type { NounDefinition } from '../platform/nouns.ts';
import { latestUpdate, sealedUpdates, updatesChangedSince } from './queries.ts';
import { updateAsSeenBy, updateCommands } from '#shared/updates';
import { updateHandlers } from './commands.ts';

export const updates: NounDefinition<'updates'> = {
  commands: updateCommands,
  handlers: updateHandlers,
  changedSince: updatesChangedSince,
  latest: latestUpdate,
  asSeenBy: updateAsSeenBy,
  sealed: [sealedUpdates],
};
