import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '#drizzle/schema/calls';
import { erasures } from '#drizzle/schema/erasures';
import { people } from '#drizzle/schema/people';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { changesPerEpoch } from '#server/platform/database/epochs';
import { everyRow, tablesWith } from '../support/backup.ts';
import { connectClient } from '../support/client.ts';
import { freshDatabase } from '../support/database.ts';
import { expectOk, openHelpline, type Helpline } from '../support/helpline.ts';
import { leaveTraces, traces } from '../support/leaving-person.ts';
import { onDatabase } from '../support/on-database.ts';
import { sitAtTerminal, typingAt, type Terminal } from '../support/terminal.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
let terminal: Terminal;
let evening: Awaited<ReturnType<typeof leaveTraces>>;
const undo: (() => Promise<void>)[] = [];

/** A backup while Mo has a debrief of Heronika’s in hand; then it is handed back, and she is suspended and erased; then another backup. */
beforeAll(async () => {
  testServer = await openTestServer();
  helpline = await openHelpline(testServer);
  terminal = await sitAtTerminal(testServer.clock.now(), testServer.databaseUrl);
  evening = await leaveTraces(testServer, helpline);
  const { mo, waiting, email } = evening;
  await writeFile(at('secret'), 'a lamp in every window');
  await expectOk(mo.send('debrief:accept', { debriefId: waiting }));
  expect(await openTo()).toEqual([helpline.ids.mo]);
  expect(await takes('before.backup')).toMatchObject({ code: 0, complained: '' });
  await expectOk(mo.send('debrief:handBack', { debriefId: waiting }));
  await evening.suspend();
  const erased = await terminal.types(`subject erase --email ${email} --erasures nights/erasures.json`);
  expect(erased).toMatchObject({ code: 0 });
  expect(await takes('after.backup')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  helpline.leaveAll();
  for (const step of undo.reverse()) await step();
  await terminal.leave();
  await testServer.close();
});

const at = (name: string) => join(terminal.folder, name);
const withSecret = '--passphrase-file secret';
async function takes(name: string) {
  await mkdir(at('nights'), { recursive: true });
  return terminal.types(`backup nights/${name} ${withSecret}`);
}
const openTo = async (db = testServer.db) =>
  (await db.select({ openTo: calls.openTo }).from(calls).where(eq(calls.id, evening.callId)))[0]!.openTo;

/** An empty database, and a restore into it from the same terminal. */
async function elsewhere() {
  const { url, drop } = await freshDatabase();
  undo.push(drop);
  const types = typingAt(url, terminal.folder, testServer.clock.now);
  return {
    url,
    types,
    restores: (name: string, more = '') => types(`restore ${name} ${withSecret} ${more}`),
    tables: () => everyRow(url),
  };
}

test('restored from before the erasure, the person is erased again, and nothing of theirs is in the database', async () => {
  const { restores, tables, types, url } = await elsewhere();
  const restored = await restores('nights/before.backup');
  expect(restored).toMatchObject({ code: 0, complained: '' });
  expect(restored.said).toContain('People who were erased since the backup, and are erased again: 1.');
  const found = await tables();
  expect(tablesWith(traces, found)).toEqual([]);
  const { personId } = evening;
  for (const table of [
    'check_ins',
    'devices',
    'passkeys',
    'debriefs',
    'authenticator_apps',
    'recovery_codes',
  ])
    expect(tablesWith(new RegExp(personId), found), table).not.toContain(table);

  const opened = await openTestServer({ databaseUrl: url, clock: testServer.clock });
  undo.push(() => opened.close());
  const { db } = opened;
  expect(await db.select().from(people).where(eq(people.id, personId))).toMatchObject([
    { firstName: 'Somebody who has left', email: null, phone: null, roles: [], passwordHash: null },
  ]);
  expect(await openTo(db)).toEqual([]);
  expect(await db.select().from(erasures)).toMatchObject([{ personId }]);
  expect((await types('verify-audit')).code).toBe(0);
  const signIn = await openSignIns(db, testServer.clock.now, false).start(helpline.ids.ben);
  const ben = await connectClient(opened.url, signIn.split(';')[0]!);
  expect(ben.welcome.messages.map(({ body }) => body)).toContain('See you tomorrow');
  expect(ben.welcome.checkIns).toMatchObject([{ personId: helpline.ids.ben, heaviness: 'heavy' }]);
  ben.leave();
});

test('it begins an epoch that no browser knows: one for the restore, for each erasure since, and for each restore before it', async () => {
  const epochIn = async (url: string) => {
    const [found] = await onDatabase(
      url,
      (sql) => sql<[{ change: number; message: number }]>`
      select (select change from helplines where id = ${helpline.id})::float8 as change,
        (select max(version) from messages where helpline_id = ${helpline.id})::float8 as message`,
    );
    return [found.change, found.message].map((version) => Math.floor(version / changesPerEpoch));
  };
  expect(await epochIn(testServer.databaseUrl)).toEqual([1, 0]);
  for (const [name, more, epochs] of [
    ['before', '', [2, 2]],
    ['before', '--restored-before 1', [3, 3]],
    ['after', '', [2, 1]],
  ] as const) {
    const { restores, url } = await elsewhere();
    expect(await restores(`nights/${name}.backup`, more)).toMatchObject({ code: 0 });
    expect(await epochIn(url), `${name} ${more}`).toEqual(epochs);
  }
  const { restores } = await elsewhere();
  expect((await restores('nights/before.backup', '--restored-before often')).complained).toContain(
    '--restored-before is "often": it should be how often',
  );
});

test('a backup says who was erased before it, and who since', async () => {
  const verified = (name: string) => terminal.types(`verify-backup nights/${name} ${withSecret}`);
  expect((await verified('before.backup')).said).toContain(
    'People erased before it: 0. Erased since, whom a restore erases again: 1.',
  );
  expect((await verified('after.backup')).said).toContain(
    'People erased before it: 1. Erased since, whom a restore erases again: 0.',
  );
  const { restores, tables } = await elsewhere();
  expect((await restores('nights/after.backup')).said).toContain('and are erased again: 0.');
  expect(tablesWith(traces, await tables())).toEqual([]);
});

test('without its list nothing is restored, unless it is said that nobody was ever erased', async () => {
  await mkdir(at('alone'));
  await cp(at('nights/before.backup'), at('alone/before.backup'));
  const { restores, tables } = await elsewhere();
  const answer = await restores('alone/before.backup');
  expect(answer).toMatchObject({ code: 1, said: '' });
  expect(answer.complained).toMatch(
    /^There is no list of erasures at .*erasures\.json, so people .* --nobody-erased\.$/,
  );
  expect(tablesWith(/^/, await tables())).toEqual([]);
  const { said, code } = await terminal.types(`verify-backup alone/before.backup ${withSecret}`);
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringContaining(
      'There is no list of erasures beside it, and a restore asks for one',
    ) as string,
  });
  expect((await restores('alone/before.backup', '--erasures nights/erasures.json')).said).toContain(
    'and are erased again: 1.',
  );
  const other = await elsewhere();
  expect(await other.restores('alone/before.backup', '--nobody-erased')).toMatchObject({ code: 0 });
  expect(tablesWith(traces, await other.tables())).toContain('people');
});

test('a list that is damaged stops a restore and is said by a verification; the next backup keeps a lost one anew', async () => {
  const whole = await readFile(at('nights/erasures.json'), 'utf8');
  await writeFile(at('nights/erasures.json'), whole.slice(0, -9));
  const { restores, tables } = await elsewhere();
  expect(await restores('nights/before.backup')).toEqual({
    code: 1,
    said: '',
    complained: `The list of erasures ${at('nights/erasures.json')} is damaged. Put the copy that lies beside another copy of your backups in its place.`,
  });
  expect(tablesWith(/^/, await tables())).toEqual([]);
  expect(await terminal.types(`verify-backup nights/before.backup ${withSecret}`)).toMatchObject({ code: 1 });
  const made = await takes('third.backup');
  expect(made.code).toBe(1);
  expect(made.said).toContain(`The backup is in ${at('nights/third.backup')}.`);
  expect(made.said).toContain('is damaged.');

  await rm(at('nights/erasures.json'));
  expect(await takes('fourth.backup')).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(at('nights/erasures.json'), 'utf8'))).toEqual(JSON.parse(whole));
});
