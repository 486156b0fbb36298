import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';

export const draftPlan = (live: Live, draft: CommandFields<'plan:draft'>) => live.send('plan:draft', draft);

export const discardDraft = (live: Live, planId: string) => live.send('plan:discard', { planId });

export const agreeToPlan = (live: Live, agreed: CommandFields<'plan:agree'>) =>
  live.send('plan:agree', agreed);

export const reviewPlan = (live: Live, looked: CommandFields<'plan:review'>) =>
  live.send('plan:review', looked);

export const endPlan = (live: Live, planId: string, because: CommandFields<'plan:end'>['because']) =>
  live.send('plan:end', { planId, because });

/** This call is from the one with whom the plan was agreed. */
export const markCall = (live: Live, planId: string, callId: string) =>
  live.send('plan:mark', { planId, callId });

export const sayReadOut = (live: Live, planId: string, callId: string) =>
  live.send('plan:readOut', { planId, callId });

export const sayNotThem = (live: Live, callId: string) => live.send('plan:notThem', { callId });
