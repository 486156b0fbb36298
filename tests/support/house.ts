import { openAlongside } from '#server/alongside';
import { openDatabase } from '#server/db';
import { openLogger } from '#server/logger';
import type { Settings } from '#server/settings';
import { movableClock } from './clock.ts';
import { freshDatabase } from './database.ts';

export const origin = 'http://alongside.test';

const settings: Settings = {
  port: 0,
  host: '127.0.0.1',
  databaseUrl: undefined,
  dataDir: '',
  origins: [origin],
  trustProxy: 0,
  commandsPerMinute: 100_000,
  logLevel: 'silent',
  mail: null,
  pushSubject: 'mailto:host@example.org',
  onlyHere: true,
  trial: false,
};

/** A whole server on a database of its own, for one test file. `db` looks into it from the side. */
export async function openHouse(changed: Partial<Settings> & { databaseUrl?: string } = {}) {
  const database = changed.databaseUrl ? null : await freshDatabase();
  const databaseUrl = changed.databaseUrl ?? database!.url;
  const clock = movableClock();
  const given = { ...settings, ...changed };
  const alongside = await openAlongside({
    databaseUrl,
    settings: given,
    clock: clock.now,
    log: openLogger(given.logLevel),
  });
  const aside = openDatabase(databaseUrl);
  return {
    url: `http://127.0.0.1:${alongside.port}`,
    databaseUrl,
    clock,
    live: alongside.live,
    due: {
      ...alongside.due,
      /** The first may have begun before the clock was moved. */
      async look() {
        await alongside.due.look();
        await alongside.due.look();
      },
    },
    sender: alongside.sender,
    db: aside.db,
    async close() {
      await alongside.close();
      await aside.close();
      await database?.drop();
    },
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;
