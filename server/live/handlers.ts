import type { CommandName } from '#shared/contract';
import { callHandlers } from '../calls/commands.ts';
import { chatHandlers } from '../chat/commands.ts';
import type { Handlers } from '../command.ts';
import { checkInHandlers } from '../check-ins/commands.ts';
import { debriefLineHandlers } from '../debrief/thread.ts';
import { debriefHandlers } from '../debrief/commands.ts';
import { followUpHandlers } from '../follow-ups/commands.ts';
import { helplineHandlers } from '../helpline/commands.ts';
import { missedCallHandlers } from '../missed-calls/commands.ts';
import { openingHandlers } from '../openings/commands.ts';
import { peopleHandlers } from '../people/commands.ts';
import { presenceHandlers } from '../presence/commands.ts';
import { reachHandlers } from '../reach/commands.ts';
import { reviewHandlers } from '../review/commands.ts';
import { rotaHandlers } from '../rota/commands.ts';
import { updateHandlers } from '../updates/commands.ts';
import { signalHandlers } from '../signals/commands.ts';

/** Every command has its handler: one that is missing does not compile. */
export const handlers: Handlers<CommandName> = {
  ...presenceHandlers,
  ...callHandlers,
  ...missedCallHandlers,
  ...chatHandlers,
  ...signalHandlers,
  ...debriefHandlers,
  ...debriefLineHandlers,
  ...followUpHandlers,
  ...checkInHandlers,
  ...reviewHandlers,
  ...openingHandlers,
  ...rotaHandlers,
  ...peopleHandlers,
  ...reachHandlers,
  ...helplineHandlers,
  ...updateHandlers,
};
