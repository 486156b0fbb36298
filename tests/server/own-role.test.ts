import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate } from '#server/platform/database/migrate';
import { mayChangeTables } from '#server/platform/database/role';
import { prepareDatabase } from '#server/prepare-database';
import { openLogger } from '#server/platform/logger';
import { newId, openHelpline } from '../support/helpline.ts';
import { testKeySettings } from '../support/keys.ts';
import { databaseWithRoles, runEach } from '../support/own-role.ts';
import { openTestServer } from '../support/test-server.ts';

let roles: Awaited<ReturnType<typeof databaseWithRoles>>;
beforeAll(async () => void (roles = await databaseWithRoles()));
afterAll(() => roles.drop());

const prepare = () => prepareDatabase(roles.ownUrl, testKeySettings, openLogger('silent'));

test('before the owner has migrated the server does not start, and says what to do', async () => {
  await expect(prepare()).rejects.toThrow(/^The database is not up to date: 0 of \d+ migrations are applied/);
});

test('the role of the server reads and writes, and two people talk', async () => {
  await migrate(roles.ownersUrl);
  await prepare();
  const testServer = await openTestServer({ databaseUrl: roles.ownUrl });
  const helpline = await openHelpline(testServer);
  const { ana, ben } = await helpline.pair();
  expect(await ana.send('message:send', { messageId: newId(), body: 'With you.' })).toEqual({
    ok: true,
  });
  expect(await ben.hears('message:changed')).toMatchObject({ body: 'With you.' });
  helpline.leaveAll();
  await testServer.close();
});

test('it can change no table, which its owner can', async () => {
  expect([await mayChangeTables(roles.ownUrl), await mayChangeTables(roles.ownersUrl)]).toEqual([
    false,
    true,
  ]);
  for (const statement of [
    'create table lamps (id int)',
    'alter table calls add column lamp int',
    'drop table audit_log',
    'alter table audit_log disable trigger all',
    'truncate calls',
    'create schema lamps',
    'delete from drizzle.__drizzle_migrations',
  ])
    await expect(runEach(roles.ownUrl, `${statement};`), statement).rejects.toMatchObject({ code: '42501' });
});

test('no other role may connect', async () => {
  const stranger = `${roles.name}_stranger`;
  await runEach(inject('databaseServer'), `create role ${stranger} login password 'x';`);
  await expect(runEach(roles.addressOf(stranger, 'x'), 'select 1;')).rejects.toMatchObject({ code: '42501' });
  await runEach(inject('databaseServer'), `drop role ${stranger};`);
});
