import type { Induction } from '#shared/induction';
import type { CommandFields } from '#shared/contract';
import type { Person, Proposal } from '#shared/people';
import type { Live } from '../live/live.svelte.ts';

export const invitePerson = (live: Live, person: CommandFields<'person:invite'>) =>
  live.send('person:invite', person);

export const reinvitePerson = (live: Live, personId: string, secretHash: string) =>
  live.send('person:reinvite', { personId, secretHash });

export const sendLink = (live: Live, personId: string) => live.send('person:sendLink', { personId });

export const showLink = (live: Live, personId: string, secretHash: string) =>
  live.send('person:showLink', { personId, secretHash });

export const stopLink = (live: Live, personId: string) => live.send('person:stopLink', { personId });

export const changePerson = (live: Live, change: CommandFields<'person:change'>) =>
  live.send('person:change', change);

export const agreeToProposal = (live: Live, { id }: Person, { at }: Proposal) =>
  live.send('person:agree', { personId: id, proposedAt: at });

export const declineProposal = (live: Live, { id }: Person, { at }: Proposal) =>
  live.send('person:decline', { personId: id, proposedAt: at });

/** Changes my own profile. Fields that are left out stay unchanged. */
export const changeProfile = (live: Live, profile: CommandFields<'person:profile'>) =>
  live.send('person:profile', profile);

export const endSignInsOf = (live: Live, personId: string) => live.send('person:endSignIns', { personId });

/** Null: it is over, or there is none. */
export const setInduction = (live: Live, personId: string, induction: Induction | null) =>
  live.send('person:induction', { personId, induction });
export const suspendPerson = (live: Live, personId: string) => live.send('person:suspend', { personId });

export const restorePerson = (live: Live, personId: string) => live.send('person:restore', { personId });
