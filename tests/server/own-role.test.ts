import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate } from '#server/platform/database/migrate';
import { mayChangeTables } from '#server/platform/database/role';
import { projectRoot } from '#server/platform/root';
import { prepareDatabase } from '#server/prepare-database';
import { openLogger } from '#server/platform/logger';
import { newId, openHelpline } from '../support/helpline.ts';
import { testKeySettings } from '../support/keys.ts';
import { openTestServer } from '../support/test-server.ts';

/** Names of this run in place of those in the file, because roles belong to the whole PostgreSQL. */
const name = `alongside_${randomBytes(4).toString('hex')}`;
const owner = `${name}_owner`;

const addressOf = (role: string, password: string) => {
  const url = new URL(inject('databaseServer'));
  [url.username, url.password, url.pathname] = [role, password, `/${name}`];
  return url.href;
};
const ownersUrl = addressOf(owner, 'choose-one');
const ownUrl = addressOf(name, 'choose-another');
const prepare = () => prepareDatabase(ownUrl, testKeySettings, openLogger('silent'));

/** Runs each statement of docs/deploy/database.sql as it stands there, but for the names. */
beforeAll(async () => {
  const file = await readFile(join(projectRoot, 'docs', 'deploy', 'database.sql'), 'utf8');
  const named = file.replace(/\balongside(_owner)?\b/g, (found) => (found === 'alongside' ? name : owner));
  const [first, second] = named.split(/^\\connect .*$/m);
  const there = new URL(inject('databaseServer'));
  await runEach(there.href, first!);
  there.pathname = `/${name}`;
  await runEach(there.href, second!);
});
afterAll(() =>
  runEach(
    inject('databaseServer'),
    [`drop database ${name} with (force)`, `drop role ${name}`, `drop role ${owner}`].join(';\n'),
  ),
);

test('before the owner has migrated the server does not start, and says what to do', async () => {
  await expect(prepare()).rejects.toThrow(/^The database is not up to date: 0 of \d+ migrations are applied/);
});

test('the role of the server reads and writes, and two people talk', async () => {
  await migrate(ownersUrl);
  await prepare();
  const testServer = await openTestServer({ databaseUrl: ownUrl });
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
  expect([await mayChangeTables(ownUrl), await mayChangeTables(ownersUrl)]).toEqual([false, true]);
  for (const statement of [
    'create table lamps (id int)',
    'alter table calls add column lamp int',
    'drop table audit_log',
    'alter table audit_log disable trigger all',
    'truncate calls',
    'create schema lamps',
    'delete from drizzle.__drizzle_migrations',
  ])
    await expect(runEach(ownUrl, `${statement};`), statement).rejects.toMatchObject({ code: '42501' });
});

test('no other role may connect', async () => {
  const stranger = `${name}_stranger`;
  await runEach(inject('databaseServer'), `create role ${stranger} login password 'x';`);
  await expect(runEach(addressOf(stranger, 'x'), 'select 1;')).rejects.toMatchObject({ code: '42501' });
  await runEach(inject('databaseServer'), `drop role ${stranger};`);
});

async function runEach(url: string, statements: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const statement of statements.split(/;$/m))
      if (statement.replace(/^--.*$/gm, '').trim()) await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
