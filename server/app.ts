import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { openSignIns } from './platform/auth/sign-ins.ts';
import { openMaintenance } from './platform/maintenance.ts';
import { openDatabase } from './platform/database/db.ts';
import { openDueJobs, type DueJobs } from './platform/due-jobs.ts';
import { isSecure, createHttpApp } from './platform/http/app.ts';
import { openLive, type Live } from './platform/live/live.ts';
import type { Logger } from './platform/logger.ts';
import type { Clock } from './platform/clock.ts';
import type { Scheduler } from './platform/schedule.ts';
import { pushKeysOf } from './notifications/push-keys.ts';
import { openSender, type Sender } from './notifications/sender.ts';
import type { Settings } from './platform/settings.ts';

export type Application = {
  port: number;
  live: Live;
  due: DueJobs;
  sender: Sender;
  /** Not ready from this moment, though still listening; what is under way gets 5 s to finish. The database stays as it is. */
  close: () => Promise<void>;
};

type Deps = { databaseUrl: string; settings: Settings; clock: Clock; scheduler: Scheduler; log: Logger };

const finishWithinMs = 5_000;

/** Everything between a migrated database and people's browsers: wired, listening, and able to stop. */
export async function openApplication({
  databaseUrl,
  settings,
  clock,
  scheduler,
  log,
}: Deps): Promise<Application> {
  let stopping = false;
  const database = openDatabase(databaseUrl);
  const { db } = database;
  const signIns = openSignIns(db, clock, isSecure(settings.origins));
  const live = openLive({ db, databaseUrl, signIns, clock, scheduler, log, settings });
  await pushKeysOf(db, clock());
  const sender = openSender({ db, change: live.change, clock, scheduler, log, settings });
  const isAble = () => !stopping && sender.isAlive();
  const http = createServer(createHttpApp({ db, signIns, live, clock, log, settings, isAble }));
  await live.attach(http);
  const chores = openMaintenance({ db, change: live.change, clock, scheduler, log });
  const due = openDueJobs({ db, change: live.change, clock, scheduler, log });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(settings.port, settings.host, resolve);
  });
  return {
    port: (http.address() as AddressInfo).port,
    live,
    due,
    sender,
    async close() {
      stopping = true;
      const jobsEnd = Promise.all([chores.close(), due.close(), sender.close()]);
      await Promise.race([jobsEnd, pause(finishWithinMs, undefined, { ref: false })]);
      await live.close();
      http.closeAllConnections();
      await database.close();
    },
  };
}
