import type { NounDefinition } from '../platform/nouns.ts';
import { trainingAsSeenBy, trainingCommands } from '#shared/trainings';
import { trainingHandlers } from './commands.ts';
import { latestTraining, trainingsChangedSince } from './queries.ts';

export const trainings: NounDefinition<'trainings'> = {
  commands: trainingCommands,
  handlers: trainingHandlers,
  changedSince: trainingsChangedSince,
  latest: latestTraining,
  asSeenBy: trainingAsSeenBy,
};
