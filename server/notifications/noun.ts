import type { NounDefinition } from '../platform/nouns.ts';
import { eraseSettled, undeliveredChangedSince } from './outbox-queries.ts';
import {
  notificationCommands,
  notificationPreferencesAsSeenBy,
  undeliveredAsSeenBy,
} from '#shared/notifications';
import { notificationHandlers } from './commands.ts';
import { notificationRoutes } from './routes.ts';
import { preferencesChangedSince } from './queries.ts';

export const notificationPreferences: NounDefinition<'notificationPreferences'> = {
  commands: notificationCommands,
  handlers: notificationHandlers,
  changedSince: preferencesChangedSince,
  asSeenBy: notificationPreferencesAsSeenBy,
  routes: notificationRoutes,
};

export const undelivered: NounDefinition<'undelivered'> = {
  commands: {},
  handlers: {},
  changedSince: undeliveredChangedSince,
  asSeenBy: undeliveredAsSeenBy,
  erase: eraseSettled,
};
