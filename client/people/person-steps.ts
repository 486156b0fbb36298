import type { CommandFields } from '#shared/contract';
import type { Person, Proposal } from '#shared/people';
import type { Live } from '../live/live.svelte.ts';

/** What managers do about people, and people about themselves. */
export const personSteps = (live: Live) => ({
  invite: (person: CommandFields<'person:invite'>) => live.send('person:invite', person),
  reinvite: (personId: string, secretHash: string) => live.send('person:reinvite', { personId, secretHash }),
  sendLink: (personId: string) => live.send('person:sendLink', { personId }),
  showLink: (personId: string, secretHash: string) => live.send('person:showLink', { personId, secretHash }),
  stopLink: (personId: string) => live.send('person:stopLink', { personId }),
  change: (change: CommandFields<'person:change'>) => live.send('person:change', change),
  agree: ({ id }: Person, { at }: Proposal) => live.send('person:agree', { personId: id, proposedAt: at }),
  decline: ({ id }: Person, { at }: Proposal) =>
    live.send('person:decline', { personId: id, proposedAt: at }),
  /** What is left out stays as it was. */
  changeProfile: (profile: CommandFields<'person:profile'>) => live.send('person:profile', profile),
  suspend: (personId: string) => live.send('person:suspend', { personId }),
  restore: (personId: string) => live.send('person:restore', { personId }),
});
