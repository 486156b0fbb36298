import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openLogger } from '#server/platform/logger';
import { openScheduler } from '#server/platform/schedule';
import { readSettings } from '#server/platform/settings';
import { openRunning } from '#server/running';
import { openTrial } from '#server/trial/trial';
import { stillClock } from '../support/clock.ts';
import { bareDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openTestKeys, testKey } from '../support/keys.ts';
import { onDatabase } from '../support/on-database.ts';

/** Whether nobody is connected to a database any more; the database takes a moment to notice. */
const isLeft = (url: string) =>
  eventually(async () => {
    let others: unknown = null;
    await onDatabase(url, async (sql) => {
      others = await sql`
        select pid from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
    });
    expect(others).toHaveLength(0);
  });

test('where its port is taken, nothing of what was opened stays open', async () => {
  const [database, taken] = [await freshDatabase(), createServer()];
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  const { port } = taken.address() as AddressInfo;
  const given = { PORT: String(port), DATABASE_URL: database.url, ENCRYPTION_KEYS: testKey };
  const settings = { ...readSettings({ ...given, LOG_LEVEL: 'silent' }), trial: true };
  const starting = openRunning({
    settings,
    log: openLogger('silent'),
    print: () => {},
    clock: stillClock().now,
  });
  await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await isLeft(database.url);
  taken.close();
  await database.drop();
});

test('where the invented helpline cannot be made, its connections end', async () => {
  const [migrated, bare] = [await freshDatabase(), await bareDatabase()];
  const log = openLogger('silent');
  const dataKeys = await openTestKeys(migrated.url);
  const opening = openTrial(bare.url, dataKeys, stillClock().now, openScheduler(log));
  await expect(opening).rejects.toThrow();
  await isLeft(bare.url);
  await Promise.all([migrated.drop(), bare.drop()]);
});
