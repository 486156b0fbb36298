import type { NounDefinition } from '../platform/nouns.ts';
import { trainingAsSeenBy, trainingCommands } from '#shared/trainings';
import { trainingHandlers } from './commands.ts';
import { trainingsChangedSince } from './queries.ts';

export const trainings: NounDefinition<'trainings'> = {
  commands: trainingCommands,
  handlers: trainingHandlers,
  changedSince: trainingsChangedSince,
  asSeenBy: trainingAsSeenBy,
};
