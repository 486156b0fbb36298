import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import type { Identity } from '../identity.ts';
import type { Change } from '../live/commands/command.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Limit } from '../rate-limit.ts';
import type { Settings } from '../settings.ts';

/** Dependencies of HTTP routes. */
export type Deps = {
  db: Db;
  signIns: SignIns;
  identity: Identity;
  live: {
    /** Runs a change that no command requested. */
    change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
    /** Closes every connection that was opened with this sign-in. */
    dropSignIn: (sessionHash: string) => void;
  };
  /** What one sign-in may change over HTTP. */
  changes: Limit;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  settings: Settings;
};
