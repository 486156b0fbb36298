import type { NounDefinition } from '../platform/nouns.ts';
import { kitAsSeenBy, kitCommands } from '#shared/kits';
import { noBagForManager, noBagForPair } from './absent.ts';
import { kitHandlers } from './commands.ts';
import { kitsFollow } from './near.ts';
import { kitsChangedSince, latestKit, sealedKits } from './queries.ts';

export const kits: NounDefinition<'kits'> = {
  commands: kitCommands,
  handlers: kitHandlers,
  changedSince: kitsChangedSince,
  latest: latestKit,
  asSeenBy: kitAsSeenBy,
  sealed: [sealedKits],
  dueJobs: [kitsFollow, noBagForPair, noBagForManager],
};
