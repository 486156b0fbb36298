import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesPerEpoch } from '#server/platform/database/epochs';
import { restoreBackup } from '#server/platform/backup/restore';
import { takeBackup } from '#server/platform/backup/take';
import { freshDatabase } from '../support/database.ts';
import { newId, openHelpline } from '../support/helpline.ts';
import { onDatabase } from '../support/on-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { quickKeys } from '../support/quick-keys.ts';
import type { Client } from '../support/client.ts';
import { openTestKeys, testKeySource } from '../support/keys.ts';
import { messages } from '#drizzle/schema/messages';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { opened } from '../support/opened.ts';
import { nobodyErased } from '../support/nobody-erased.ts';

const keysFor = quickKeys('a lamp in every window');
let testServer: TestServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  [testServer, folder] = await Promise.all([openTestServer(), temporaryFolder()]);
});
afterAll(() => Promise.all([testServer.close(), folder.remove()]));

test('a backup taken while people write is the state at one moment', async () => {
  const helpline = await openHelpline(testServer);
  const { ana, ben } = await helpline.pair();
  let writing = true;
  const sent = Promise.all([keepsWriting(ana), keepsWriting(ben)]);
  const files = ['one', 'two', 'three'].map((name) => join(folder.path, name));
  for (const file of files)
    await takeBackup({ databaseUrl: testServer.databaseUrl, file, keysFor, trial: false });
  writing = false;
  const [byAna] = await sent;

  let before = -1;
  for (const file of files) {
    const { change, latest, bodies } = await restored(file);
    expect(latest).toBeLessThanOrEqual(change);
    const ofAna = bodies.filter((body) => body.startsWith('Ana')).length;
    expect(ofAna).toBeGreaterThan(before);
    before = ofAna;
    for (const name of ['Ana', 'Ben']) {
      const own = bodies.filter((body) => body.startsWith(name));
      expect(new Set(own)).toEqual(new Set(own.map((_, index) => `${name} ${index}`)));
    }
  }
  expect(byAna).toBeGreaterThanOrEqual(before);
  helpline.leaveAll();

  async function keepsWriting(client: Client): Promise<number> {
    let count = 0;
    for (; writing; count += 1) {
      const body = `${client.me.firstName} ${count}`;
      expect(await client.send('message:send', { messageId: newId(), body })).toEqual({ ok: true });
    }
    return count;
  }
});

/** Dangling references would be refused on the way in. */
async function restored(file: string) {
  const { url, drop } = await freshDatabase();
  await restoreBackup({
    databaseUrl: url,
    file,
    keysFor,
    keySource: testKeySource,
    erasing: nobodyErased,
    trial: false,
  });
  const { db, close } = openSealedDatabase(url, await openTestKeys(url));
  const said = await opened(db, messages, await db.select().from(messages));
  await close();
  const found = await onDatabase(url, async (sql) => {
    const [versions] = await sql<[{ change: number; latest: number }]>`
      select (select change from helplines)::float8 as change, greatest(
        (select max(version) from messages), (select max(version) from presences), (select max(version) from people))::float8 as latest`;
    return { ...versions, bodies: said.map(({ body }) => body) };
  });
  await drop();
  expect(found.change).toBeGreaterThan(changesPerEpoch);
  return found;
}
