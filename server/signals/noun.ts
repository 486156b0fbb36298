import type { NounDefinition } from '../platform/nouns.ts';
import { signalAsSeenBy, signalCommands } from '#shared/signals';
import { signalEscalation } from './escalation.ts';
import { signalHandlers } from './commands.ts';
import { signalsChangedSince } from './queries.ts';

export const signals: NounDefinition<'signals'> = {
  commands: signalCommands,
  handlers: signalHandlers,
  changedSince: signalsChangedSince,
  asSeenBy: signalAsSeenBy,
  dueJobs: [signalEscalation],
  urgent: ['signal:raise', 'signal:answer', 'signal:lower'],
};
