import type { NounDefinition } from '../platform/nouns.ts';
import { latestUndelivered, undeliveredChangedSince } from './undelivered-queries.ts';
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
import { latestPreferences, preferencesChangedSince } from './queries.ts';

export const notificationPreferences: NounDefinition<'notificationPreferences'> = {
  commands: notificationCommands,
  handlers: notificationHandlers,
  changedSince: preferencesChangedSince,
  latest: latestPreferences,
  asSeenBy: notificationPreferencesAsSeenBy,
  sealed: [sealedDevices, sealedPushKeys],
  routes: notificationRoutes,
  gauges: outboxGauges,
};

export const undelivered: NounDefinition<'undelivered'> = {
  commands: {},
  handlers: {},
  changedSince: undeliveredChangedSince,
  latest: latestUndelivered,
  asSeenBy: undeliveredAsSeenBy,
};
