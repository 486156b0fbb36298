import { createSecretKey } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { followUps } from '#drizzle/schema/follow-ups';
import { rotateKeys } from '#server/platform/encryption/rotate';
import { dataKeysOf } from '#server/platform/encryption/sealed-database';
import { everyRow } from '../support/backup.ts';
import type { Client } from '../support/client.ts';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { nextTestKey, openTestKeys, testKey } from '../support/keys.ts';
import { insertSealed } from '../support/opened.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

const both = `1:${testKey}\n2:${nextTestKey}`;
let testServer: TestServer;
/** A second server on the same database; both know both keys. */
let secondServer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  testServer = await openTestServer({ encryptionKeys: testKey });
  secondServer = await openTestServer({ databaseUrl: testServer.databaseUrl, encryptionKeys: both });
});
afterAll(async () => {
  await secondServer.close();
  await testServer.close();
});
beforeEach(async () => {
  helpline = await openHelpline(testServer);
  return () => helpline.leaveAll();
});

const versions = async () =>
  (
    await testServer.db.execute<{ version: number }>(
      sql`select distinct key_version as version from data_keys order by 1`,
    )
  ).map(({ version }) => version);

test('keys are rotated while two servers work: no command fails, and afterwards the old key is not needed', async () => {
  const task = { helplineId: helpline.id, version: 1, source: 'review' as const, words: 'Headsets' };
  const asked = { ...task, raisedBy: helpline.ids.sue, raisedAt: testServer.clock.now() };
  const many = Array.from({ length: 1_100 }, () => ({ ...asked, id: newId() }));
  await insertSealed(testServer.db, followUps, many);
  const second = await openTestServer({ databaseUrl: testServer.databaseUrl, encryptionKeys: both });
  const [ana, ben] = [
    await helpline.connect('ana', { url: secondServer.url }),
    await helpline.connect('ben', { url: second.url }),
  ];
  const { shiftId } = helpline;
  await expectOk(ana.send('presence:join', { shiftId }), ben.send('presence:join', { shiftId }));
  let isRotating = true;
  const said = { ana: 0, ben: 0 };
  const keepsTalking = async (client: Client, name: 'ana' | 'ben') => {
    while (isRotating || said[name] < 50) {
      await expectOk(client.send('message:send', { messageId: newId(), body: `${name} ${said[name]}` }));
      // Every debrief makes a key of its own.
      await expectOk(
        client.send('debrief:ask', { debriefId: newId(), urgency: 'keep-for-supervision', note: 'Mine' }),
      );
      said[name] += 1;
    }
  };
  const talking = Promise.all([keepsTalking(ana, 'ana'), keepsTalking(ben, 'ben')]);
  await ana.hears('debrief:changed');
  expect(await versions()).toEqual([1]);
  const { version, rewrapped } = await rotateKeys(secondServer.db, dataKeysOf(secondServer.db).keys);
  isRotating = false;
  await talking;
  expect(version).toBe(2);
  expect(rewrapped).toBeGreaterThan(many.length);
  expect(await versions()).toEqual([2]);
  console.log(
    `${said.ana + said.ben} messages and as many debriefs meanwhile, ${rewrapped} keys wrapped anew`,
  );

  const newest = await openTestServer({
    databaseUrl: testServer.databaseUrl,
    encryptionKeys: `2:${nextTestKey}`,
  });
  const back = await helpline.connect('ana', { url: newest.url });
  expect(back.welcome.messages).toHaveLength(Math.min(100, said.ana + said.ben));
  expect(back.welcome.debriefs.every(({ note }) => note === 'Mine')).toBe(true);
  await expect(openTestKeys(testServer.databaseUrl, testKey)).rejects.toThrow('version 2');
  expect((await fetch(`${newest.url}/readyz`)).status).toBe(200);
  await newest.close();
  await second.close();
});

test('half rotated is a state in which everything works, and running it again completes it', async () => {
  const three = new Map([
    ...dataKeysOf(secondServer.db).keys,
    [3, createSecretKey(Buffer.from(testKey, 'base64'))],
  ]);
  await testServer.db.execute(sql`
    create function not_all() returns trigger language plpgsql as $$ begin
      if new.key_version = 3 then raise exception 'ended'; end if; return new; end $$`);
  await testServer.db.execute(
    sql`create trigger not_all before update on data_keys for each row execute function not_all()`,
  );
  await expect(rotateKeys(secondServer.db, three)).rejects.toThrow();
  await testServer.db.execute(sql`drop function not_all() cascade`);
  expect(await versions()).toEqual([2]);
  const keys = `2:${nextTestKey}\n3:${testKey}`;
  const server = await openTestServer({ databaseUrl: testServer.databaseUrl, encryptionKeys: keys });
  const { mo } = await helpline.connectAll('mo');
  const ana = await helpline.connect('ana', { url: server.url });
  await expectOk(ana.send('debrief:ask', { debriefId: newId(), urgency: 'now', note: 'In between' }));
  expect(await versions()).toEqual([2, 3]);
  const before = await everyRow(testServer.databaseUrl);
  await rotateKeys(server.db, dataKeysOf(server.db).keys);
  expect(await versions()).toEqual([3]);
  const after = await everyRow(testServer.databaseUrl);
  expect(after.debriefs).toEqual(before.debriefs);
  expect((await helpline.connect('ana', { url: server.url })).welcome.debriefs[0]).toMatchObject({
    note: 'In between',
  });
  mo.leave();
  await server.close();
});
