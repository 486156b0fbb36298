import { openApplication } from '#server/app';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { openLogger } from '#server/platform/logger';
import type { Settings } from '#server/platform/settings';
import { stillClock, type Span, type StillClock } from './clock.ts';
import { freshDatabase } from './database.ts';
import { openTestKeys, testKey } from './keys.ts';
import { manualScheduler } from './scheduler.ts';

export const origin = 'http://alongside.test';

const settings: Settings = {
  port: 0,
  host: '127.0.0.1',
  databaseUrl: undefined,
  dataDir: '',
  keyFile: undefined,
  encryptionKeys: testKey,
  origins: [origin],
  trustProxy: 0,
  commandsPerMinute: 100_000,
  logLevel: 'silent',
  mail: null,
  pushSubject: 'mailto:host@example.org',
  securityContact: null,
  backupFolder: undefined,
  metrics: null,
  onlyHere: true,
  trial: false,
};

type Wanted = Partial<Settings> & {
  databaseUrl?: string;
  /** Of each pool, on a database of its own; the address of one that is given says it itself. */
  connections?: number;
  startsAt?: Date;
  clock?: StillClock;
};

/**
 * A whole server on a database of its own, for one test file. `db` reads the database directly. Its clock, which
 * two servers may share, stands still and its jobs do not run, until the test moves the one and runs the other.
 */
export async function openTestServer({
  startsAt,
  clock = stillClock(startsAt),
  connections,
  ...changed
}: Wanted = {}) {
  const database = changed.databaseUrl ? null : await freshDatabase(connections);
  const databaseUrl = changed.databaseUrl ?? database!.url;
  const given = { ...settings, ...changed };
  const log = openLogger(given.logLevel);
  const scheduler = manualScheduler(log);
  const dataKeys = await openTestKeys(databaseUrl, given.encryptionKeys, log);
  const alongside = await openApplication({
    databaseUrl,
    dataKeys,
    settings: given,
    clock: clock.now,
    scheduler,
    log,
  });
  const aside = openSealedDatabase(databaseUrl, dataKeys);
  return {
    url: `http://127.0.0.1:${alongside.port}`,
    databaseUrl,
    /** Where metrics are served, if `metrics` was given. */
    metricsPort: alongside.metricsPort!,
    clock,
    live: alongside.live,
    jobs: scheduler,
    due: alongside.due,
    sender: alongside.sender,
    reader: alongside.reader,
    /** Moves the clock on, and does what is due by then. */
    async timePasses(span: Span) {
      clock.advance(span);
      await alongside.due.look();
    },
    /** The same with pages open, each of which is looked at again before. */
    timePassesOnPages: async (span: Span) => {
      clock.advance(span);
      await alongside.live.sweep();
      await alongside.due.look();
    },
    db: aside.db,
    async close() {
      await alongside.close();
      await aside.close();
      await database?.drop();
    },
  };
}
export type TestServer = Awaited<ReturnType<typeof openTestServer>>;
