import type { NounDefinition } from '../platform/nouns.ts';
import { offerAsSeenBy, offerCommands } from '#shared/offers';
import { offerHandlers } from './commands.ts';
import { offersChangedSince } from './queries.ts';

export const offers: NounDefinition<'offers'> = {
  commands: offerCommands,
  handlers: offerHandlers,
  changedSince: offersChangedSince,
  asSeenBy: offerAsSeenBy,
};
