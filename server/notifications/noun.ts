import type { NounDefinition } from '../platform/nouns.ts';
import { undeliveredChangedSince } from './undelivered-queries.ts';
import {
  notificationCommands,
  notificationPreferencesAsSeenBy,
  undeliveredAsSeenBy,
} from '#shared/notifications';
import { notificationHandlers } from './commands.ts';
import { outboxGauges } from './metrics.ts';
import { notificationRoutes } from './routes.ts';
import { sealedDevices } from './device-queries.ts';
import { sealedPushKeys } from './push-key-queries.ts';
import { preferencesChangedSince } from './queries.ts';

export const notificationPreferences: NounDefinition<'notificationPreferences'> = {
  commands: notificationCommands,
  handlers: notificationHandlers,
  changedSince: preferencesChangedSince,
  asSeenBy: notificationPreferencesAsSeenBy,
  sealed: [sealedDevices, sealedPushKeys],
  routes: notificationRoutes,
  gauges: outboxGauges,
};

export const undelivered: NounDefinition<'undelivered'> = {
  commands: {},
  handlers: {},
  changedSince: undeliveredChangedSince,
  asSeenBy: undeliveredAsSeenBy,
};
