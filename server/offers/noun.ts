import type { NounDefinition } from '../platform/nouns.ts';
import { offerAsSeenBy, offerCommands } from '#shared/offers';
import { offerHandlers } from './commands.ts';
import { latestOffer, offersChangedSince } from './queries.ts';

export const offers: NounDefinition<'offers'> = {
  commands: offerCommands,
  handlers: offerHandlers,
  changedSince: offersChangedSince,
  latest: latestOffer,
  asSeenBy: offerAsSeenBy,
};
