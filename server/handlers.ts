import type { CommandName } from '#shared/contract';
import { callHandlers } from './calls/commands.ts';
import { messageHandlers } from './messages/commands.ts';
import type { Handlers } from './platform/live/commands/command.ts';
import { checkInHandlers } from './check-ins/commands.ts';
import { debriefMessageHandlers } from './debriefs/messages.ts';
import { debriefHandlers } from './debriefs/commands.ts';
import { followUpHandlers } from './follow-ups/commands.ts';
import { helplineHandlers } from './helpline/commands.ts';
import { missedCallHandlers } from './missed-calls/commands.ts';
import { grantHandlers } from './grants/commands.ts';
import { peopleHandlers } from './people/commands.ts';
import { presenceHandlers } from './presence/commands.ts';
import { notificationHandlers } from './notifications/commands.ts';
import { flagHandlers } from './flags/commands.ts';
import { shiftHandlers } from './shifts/commands.ts';
import { updateHandlers } from './updates/commands.ts';
import { signalHandlers } from './signals/commands.ts';

/** Every command has its handler: one that is missing does not compile. */
export const handlers: Handlers<CommandName> = {
  ...presenceHandlers,
  ...callHandlers,
  ...missedCallHandlers,
  ...messageHandlers,
  ...signalHandlers,
  ...debriefHandlers,
  ...debriefMessageHandlers,
  ...followUpHandlers,
  ...checkInHandlers,
  ...flagHandlers,
  ...grantHandlers,
  ...shiftHandlers,
  ...peopleHandlers,
  ...notificationHandlers,
  ...helplineHandlers,
  ...updateHandlers,
};
