import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { openSignIns } from './auth/sign-ins.ts';
import { openChores } from './chores.ts';
import { openDatabase } from './db.ts';
import { openDueList, type DueList } from './due.ts';
import { isSecure, openApp } from './http/app.ts';
import { openLive, type Live } from './live/gateway.ts';
import type { Logger } from './logger.ts';
import type { Clock } from './platform/clock.ts';
import type { Scheduler } from './platform/schedule.ts';
import { pushKeysOf } from './reach/keys.ts';
import { openSender, type Sender } from './reach/sender.ts';
import type { Settings } from './settings.ts';

export type Alongside = {
  port: number;
  live: Live;
  due: DueList;
  sender: Sender;
  /** Not ready from this moment, though still listening; what is under way gets 5 s to finish. The database stays as it is. */
  close: () => Promise<void>;
};

type Given = { databaseUrl: string; settings: Settings; clock: Clock; scheduler: Scheduler; log: Logger };

const finishWithinMs = 5_000;

/** Everything between a migrated database and people's browsers: wired, listening, and able to stop. */
export async function openAlongside({
  databaseUrl,
  settings,
  clock,
  scheduler,
  log,
}: Given): Promise<Alongside> {
  let stopping = false;
  const database = openDatabase(databaseUrl);
  const { db } = database;
  const signIns = openSignIns(db, clock, isSecure(settings.origins));
  const live = openLive({ db, databaseUrl, signIns, clock, scheduler, log, settings });
  await pushKeysOf(db, clock());
  const sender = openSender({ db, change: live.change, clock, scheduler, log, settings });
  const isAble = () => !stopping && sender.isAlive();
  const http = createServer(openApp({ db, signIns, live, clock, log, settings, isAble }));
  await live.attach(http);
  const chores = openChores({ db, change: live.change, clock, scheduler, log });
  const due = openDueList({ db, change: live.change, clock, scheduler, log });

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
