import type { App } from '../app.ts';

/** The call beside which the list of plans is open; null for none. */
export const besidePlan = $state<{ asking: string | null }>({ asking: null });

/** The call to which things stand beside: one's own comes first. */
export const callBeside = ({ tonight }: Pick<App, 'tonight'>) => tonight.inHand ?? tonight.theirCall;

/** The plan that was chosen for it. */
export function planBeside({ tonight, plans }: Pick<App, 'tonight' | 'plans'>) {
  const planId = callBeside({ tonight })?.planId;
  return planId ? plans.get(planId) : undefined;
}
