import type { NounDefinition } from '../platform/nouns.ts';
import { stepCommands } from '#shared/step-commands';
import { stepAsSeenBy } from '#shared/steps';
import { stepHandlers } from './commands.ts';
import { latestStep, sealedSteps, stepsChangedSince } from './queries.ts';
import { stepRoutes } from './routes.ts';

export const steps: NounDefinition<'steps'> = {
  commands: stepCommands,
  handlers: stepHandlers,
  changedSince: stepsChangedSince,
  latest: latestStep,
  asSeenBy: stepAsSeenBy,
  sealed: [sealedSteps],
  routes: stepRoutes,
};
