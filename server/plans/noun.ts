import type { NounDefinition } from '../platform/nouns.ts';
import { planCommands } from '#shared/plan-commands';
import { planAsSeenBy } from '#shared/plans';
import { planHandlers } from './commands.ts';
import { latestPlan, plansChangedSince, sealedPlans } from './queries.ts';
import { overduePlans, plansToReview } from './reviewing.ts';

export const plans: NounDefinition<'plans'> = {
  commands: planCommands,
  handlers: planHandlers,
  changedSince: plansChangedSince,
  latest: latestPlan,
  asSeenBy: planAsSeenBy,
  sealed: [sealedPlans],
  dueJobs: [overduePlans, plansToReview],
};
