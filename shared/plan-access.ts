import { mayReadCall, type Call } from './calls.ts';
import type { Permission } from './permission.ts';
import { mayMakePlans, planAsSeenBy, type Plan } from './plans.ts';

const otherwise = 'Plans are made by supporters on shift and by managers, with the caller.';
const planToMake: Permission<Plan> = { role: mayMakePlans, sees: planAsSeenBy, otherwise };
const toAgree: Permission<Plan> = {
  ...planToMake,
  may: (viewer, { draft }) => draft?.by !== viewer.id,
  otherwise: 'A second person has to agree to what you wrote.',
};
const ownCall: Permission<Call> = {
  role: mayMakePlans,
  sees: mayReadCall,
  may: (viewer, call) => call.assignedTo === viewer.id,
  otherwise: 'This is for the one who has the call.',
};

/** Who may make plans, and say that a call is from the one with whom one was agreed. */
export const planAccess = {
  'plan:draft': { role: mayMakePlans, otherwise },
  'plan:discard': planToMake,
  'plan:agree': toAgree,
  'plan:review': planToMake,
  'plan:end': planToMake,
  'plan:mark': ownCall,
  'plan:readOut': ownCall,
  'plan:notThem': ownCall,
} as const;
