import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import type { Identity } from '../identity.ts';
import type { Live } from '../live/live.ts';
import type { Logger } from '../logger.ts';
import type { Settings } from '../settings.ts';

/** What routes are given to work with. */
export type Deps = {
  db: Db;
  signIns: SignIns;
  identity: Identity;
  live: Live;
  clock: Clock;
  log: Logger;
  settings: Settings;
};
