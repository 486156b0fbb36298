import type { CommandName } from '#shared/contract';
import { callHandlers } from '../calls/commands.ts';
import { chatHandlers } from '../chat/commands.ts';
import type { Handlers } from '../command.ts';
import { debriefHandlers } from '../debrief/commands.ts';
import { peopleHandlers } from '../people/commands.ts';
import { presenceHandlers } from '../presence/commands.ts';
import { reviewHandlers } from '../review/commands.ts';
import { rotaHandlers } from '../rota/commands.ts';
import { signalHandlers } from '../signals/commands.ts';

/** Every command has its handler: one that is missing does not compile. */
export const handlers: Handlers<CommandName> = {
  ...presenceHandlers,
  ...callHandlers,
  ...chatHandlers,
  ...signalHandlers,
  ...debriefHandlers,
  ...reviewHandlers,
  ...rotaHandlers,
  ...peopleHandlers,
};
