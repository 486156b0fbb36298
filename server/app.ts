import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { auditRoutes } from './audit/routes.ts';
import { logExportRoutes } from './call-log/export-routes.ts';
import { callLogRoutes } from './call-log/routes.ts';
import { costRoutes } from './costs/routes.ts';
import { publicFeedbackRoutes } from './feedback/public-routes.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { tickedFeedback } from './feedback/safety.ts';
import { feedbackSafetyRoutes } from './feedback/safety-routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { escalationGauges } from './escalation/metrics.ts';
import { identity } from './identity.ts';
import { maintenanceTasks } from './maintenance.ts';
import { nouns } from './nouns.ts';
import { openSignIns } from './platform/auth/sign-ins.ts';
import { backupGauges } from './platform/backup/metrics.ts';
import { openMaintenance } from './platform/maintenance.ts';
import { openDueJobs, type DueJobs } from './platform/due-jobs.ts';
import type { DataKeys } from './platform/encryption/data-keys.ts';
import { openSealedDatabase } from './platform/encryption/sealed-database.ts';
import { isSecure, createHttpApp } from './platform/http/app.ts';
import { openChangeLimit } from './platform/http/signed-in.ts';
import { openLive, type Live } from './platform/live/live.ts';
import type { Logger } from './platform/logger.ts';
import { openMetrics } from './platform/metrics/metrics.ts';
import { listen, serveMetrics, type MetricsServer } from './platform/metrics/serve.ts';
import { openStored } from './platform/metrics/stored.ts';
import type { Clock } from './platform/clock.ts';
import type { Scheduler } from './platform/schedule.ts';
import { pushKeysOf } from './notifications/push-key-queries.ts';
import { openSender, type Sender } from './notifications/sender.ts';
import { openReader, type Reader } from './sources/reader.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { trialRoutes } from './trial/routes.ts';
import type { Settings } from './platform/settings.ts';

export type Application = {
  port: number;
  /** Where metrics are served; null for nowhere. */
  metricsPort: number | null;
  live: Live;
  due: DueJobs;
  sender: Sender;
  reader: Reader;
  /** Reports not ready at once but keeps listening; commands in progress get 5 s. Does not close the database server. */
  close: () => Promise<void>;
};

type Deps = {
  databaseUrl: string;
  dataKeys: DataKeys;
  settings: Settings;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
};

const finishWithinMs = 5_000;

/** Composes and starts the server on a migrated database. What was opened is closed again if something fails, such as a taken port. */
export async function openApplication({
  databaseUrl,
  dataKeys,
  settings,
  clock,
  scheduler,
  log,
}: Deps): Promise<Application> {
  let stopping = false;
  const database = openSealedDatabase(databaseUrl, dataKeys);
  const { db } = database;
  const signIns = openSignIns(db, clock, isSecure(settings.origins));
  const metrics = openMetrics();
  const live = openLive({
    ...{ db, databaseUrl, nouns, identity, signIns, clock, scheduler, log, metrics, settings },
  });
  const { change } = live;
  const sender = openSender({ db, change, clock, scheduler, log, metrics, settings });
  const reader = openReader({ db, change, clock, scheduler, log, settings });
  const isAble = () => !stopping && sender.isAlive();
  const changes = openChangeLimit(clock);
  const routeDeps = { db, signIns, identity, live, changes, clock, log, metrics, settings };
  const http = createServer(createHttpApp(routeDeps, routesFor(settings), isAble));
  const refresh = openStored({ metrics, stored: storedGauges(settings), db, clock, log });
  const working: { close: () => Promise<void> }[] = [sender, reader];
  let watching: MetricsServer | null = null;
  try {
    await live.attach(http);
    await pushKeysOf(db, clock());
    watching = settings.metrics && (await serveMetrics({ where: settings.metrics, metrics, refresh, log }));
    await listen(http, settings);
  } catch (error) {
    await close();
    throw error;
  }
  const maintenance = openMaintenance({ tasks: maintenanceTasks({ db, clock }), scheduler, log });
  const jobs = [...Object.values(nouns).flatMap(({ dueJobs }) => dueJobs ?? []), tickedFeedback];
  const due = openDueJobs({ db, change, clock, scheduler, log, metrics, jobs });
  working.push(maintenance, due);
  const { port } = http.address() as AddressInfo;
  return { port, metricsPort: watching?.port ?? null, live, due, sender, reader, close };

  async function close() {
    stopping = true;
    const jobsEnd = Promise.all(working.map((one) => one.close()));
    await Promise.race([jobsEnd, pause(finishWithinMs, undefined, { ref: false })]);
    await live.close();
    http.closeAllConnections();
    await watching?.close();
    await database.close();
  }
}

const storedGauges = ({ backupFolder }: Settings) => [
  ...Object.values(nouns).flatMap(({ gauges }) => gauges ?? []),
  escalationGauges,
  ...(backupFolder ? [backupGauges(backupFolder)] : []),
];

const routesFor = ({ trial }: Settings) => [
  signInRoutes,
  auditRoutes,
  callLogRoutes,
  logExportRoutes,
  reportRoutes,
  costRoutes,
  feedbackRoutes,
  feedbackSafetyRoutes,
  publicFeedbackRoutes,
  ...Object.values(nouns).flatMap(({ routes }) => routes ?? []),
  ...(trial ? [trialRoutes] : []),
];
