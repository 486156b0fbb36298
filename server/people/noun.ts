import type { NounDefinition } from '../platform/nouns.ts';
import { inductionCommands } from '#shared/induction';
import { latestPerson, peopleChangedSince } from './queries.ts';
import { peopleCommands, personAsSeenBy } from '#shared/people';
import { peopleHandlers } from './commands.ts';
import type { PeopleReactions } from './reactions.ts';

export const people = (reactions: PeopleReactions): NounDefinition<'people'> => ({
  commands: { ...peopleCommands, ...inductionCommands },
  handlers: peopleHandlers(reactions),
  changedSince: peopleChangedSince,
  latest: latestPerson,
  asSeenBy: personAsSeenBy,
});
