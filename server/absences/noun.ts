import type { NounDefinition } from '../platform/nouns.ts';
import { absenceAsSeenBy, absenceCommands } from '#shared/absences';
import { absenceHandlers } from './commands.ts';
import { absencesChangedSince, latestAbsence } from './queries.ts';

export const absences: NounDefinition<'absences'> = {
  commands: absenceCommands,
  handlers: absenceHandlers,
  changedSince: absencesChangedSince,
  latest: latestAbsence,
  asSeenBy: absenceAsSeenBy,
};
