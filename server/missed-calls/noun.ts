import type { NounDefinition } from '../platform/nouns.ts';
import { missedCallAsSeenBy, missedCallCommands } from '#shared/missed-calls';
import { missedCallHandlers } from './commands.ts';
import { missedCallsChangedSince } from './queries.ts';

export const missedCalls: NounDefinition<'missedCalls'> = {
  commands: missedCallCommands,
  handlers: missedCallHandlers,
  changedSince: missedCallsChangedSince,
  asSeenBy: missedCallAsSeenBy,
};
