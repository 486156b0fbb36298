import type { NounDefinition } from '../platform/nouns.ts';
import { eraseExpiredInvitations } from '../invitations/queries.ts';
import { peopleChangedSince } from './queries.ts';
import { peopleCommands, personAsSeenBy } from '#shared/people';
import { peopleHandlers } from './commands.ts';

export const people: NounDefinition<'people'> = {
  commands: peopleCommands,
  handlers: peopleHandlers,
  changedSince: peopleChangedSince,
  asSeenBy: personAsSeenBy,
  erase: eraseExpiredInvitations,
};
