import type { NounDefinition } from '../platform/nouns.ts';
import { messageAsSeenBy, messageCommands } from '#shared/messages';
import { messageHandlers } from './commands.ts';
import { messageRoutes } from './routes.ts';
import { messagesChangedSince, sealedMessages } from './queries.ts';
import { typing } from './typing.ts';

export const messages: NounDefinition<'messages'> = {
  commands: messageCommands,
  handlers: messageHandlers,
  changedSince: messagesChangedSince,
  asSeenBy: messageAsSeenBy,
  sealed: [sealedMessages],
  routes: messageRoutes,
  volatile: typing,
};
