import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, getTableName, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { checkIns } from '#drizzle/schema/check-ins';
import { dataKeys } from '#drizzle/schema/encryption';
import { erasures } from '#drizzle/schema/erasures';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { people } from '#drizzle/schema/people';
import { erasingStatements } from '#server/subject/erasing-queries';
import { personTables } from '#server/subject/table-queries';
import { everyRow, tablesWith } from '../support/backup.ts';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { leaveTraces, traces } from '../support/leaving-person.ts';
import { onDatabase } from '../support/on-database.ts';
import { refusedWith, sitAtTerminal, typingAt, type Terminal } from '../support/terminal.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
let terminal: Terminal;
let evening: Awaited<ReturnType<typeof leaveTraces>>;
let later: string;
let past: string;

beforeAll(async () => {
  testServer = await openTestServer();
  helpline = await openHelpline(testServer);
  terminal = await sitAtTerminal(testServer.clock.now(), testServer.databaseUrl);
  past = await helpline.addShift(-60, -56, ['ana', 'cai']);
  evening = await leaveTraces(testServer, helpline);
});
afterAll(async () => {
  helpline.leaveAll();
  await terminal.leave();
  await testServer.close();
});

const erase = (more = '--erasures erasures.json') =>
  terminal.types(`subject erase --email ${evening.email} ${more}`);
const everything = () => everyRow(testServer.databaseUrl);
const list = () => readFile(join(terminal.folder, 'erasures.json'), 'utf8');
const filesIn = () => readdir(terminal.folder);

test('an erasure has statements for the tables that say so, and for no other', () => {
  const at = testServer.clock.now().toISOString();
  const erasure = { helplineId: helpline.id, personId: helpline.ids.ana, at };
  const named = erasingStatements(erasure).map(({ table }) => table);
  const declared = personTables.filter(({ erased }) => erased).map(({ table }) => getTableName(table));
  expect(named.toSorted()).toEqual(declared.toSorted());
});

test('somebody who is not suspended is not erased, and it is said how they are', async () => {
  expect(tablesWith(traces, await everything())).not.toEqual([]);
  const before = await everything();
  expect(await erase()).toEqual(
    refusedWith(
      'This person is not suspended, so they may be signed in. A manager has to suspend them first: under People, Change, Suspend.',
    ),
  );
  expect(await everything()).toEqual(before);
  await evening.suspend();
  // As a database from before suspensions emptied places has it.
  later = await helpline.addShift(20, 24, ['ana', 'cai']);
});

test.each([
  [
    'nobody’s address',
    'subject erase --email nobody@example.org --dry-run',
    'Nobody here has the e-mail address nobody@example.org.',
  ],
  [
    'no list',
    'subject erase --email HERS',
    '--erasures is missing: it should be the list of erasures, erasures.json in the folder of your backups, which a restore reads.',
  ],
])('%s is refused in one line', async (_, line, sentence) => {
  expect(await terminal.types(line.replace('HERS', evening.email))).toEqual(refusedWith(sentence));
});

test('somebody on whom a legal hold is is not erased, until it is over', async () => {
  const hold = await terminal.types(
    `hold set --person ${evening.email} --by ${helpline.emailOf('mo')} --until 2027-01-31 --reason Enquiry --json`,
  );
  expect(hold).toMatchObject({ code: 0 });
  const before = await everything();
  expect(await erase()).toEqual(
    refusedWith(
      'A legal hold is on this person until 2027-02-01T00:00:00.000Z, so nothing about them may be erased. "hold list" shows it.',
    ),
  );
  expect(await everything()).toEqual(before);
  await testServer.db.delete(legalHolds);
});

test('a legal hold on a colleague keeps the debriefs that the two have in common', async () => {
  const hold = `hold set --person ${helpline.emailOf('mo')} --by ${helpline.emailOf('nan')}`;
  expect(await terminal.types(`${hold} --until 2027-01-31 --reason Enquiry`)).toMatchObject({ code: 0 });
  expect(await erase()).toEqual(
    refusedWith(
      'A legal hold on a colleague covers something that this person shares with them, such as a debrief or a one-to-one. "hold list" shows it.',
    ),
  );
  await testServer.db.delete(legalHolds);
});

test('a role of the database that may only read exports nothing and erases nothing, and one line says so', async () => {
  const before = await everything();
  const role = `reader_${newId().replaceAll('-', '')}`;
  const url = new URL(testServer.databaseUrl);
  for (const statement of [
    `create role ${role} login password 'reader'`,
    `grant usage on schema public, drizzle to ${role}`,
    `grant select on all tables in schema public, drizzle to ${role}`,
  ])
    await testServer.db.execute(sql.raw(statement));
  [url.username, url.password] = [role, 'reader'];
  const reads = typingAt(url.href, terminal.folder, testServer.clock.now);
  for (const line of [
    `subject export --email ${evening.email} --out reader.json`,
    `subject erase --email ${evening.email} --erasures erasures.json`,
  ])
    expect(await reads(line)).toEqual({
      code: 1,
      said: '',
      complained:
        'The role in DATABASE_URL may not do this, so nothing was changed: permission denied for table helplines. Use the role that Alongside runs with.',
    });
  await testServer.db.execute(sql.raw(`drop owned by ${role}`));
  await testServer.db.execute(sql.raw(`drop role ${role}`));
  expect((await readdir(terminal.folder)).filter((name) => name.startsWith('reader'))).toEqual([]);
  expect(await everything()).toEqual(before);
});

test('a list that cannot be written, or is damaged, ends it with nothing changed', async () => {
  const before = await everything();
  expect(await erase('--erasures no/such/erasures.json')).toMatchObject({
    code: 1,
    said: '',
    complained: expect.stringContaining('cannot be written (ENOENT)') as string,
  });
  await writeFile(join(terminal.folder, 'cut.json'), '{"alongside":"erasures","count":2,"erasures":[]}');
  expect(await erase('--erasures cut.json')).toMatchObject({
    code: 1,
    complained: `The list of erasures ${join(terminal.folder, 'cut.json')} is damaged. Put the copy that lies beside another copy of your backups in its place.`,
  });
  expect(await everything()).toEqual(before);
});

test('without the right to, or without room in the database, one line says so and no list is begun', async () => {
  const before = await everything();
  const filesBefore = await filesIn();
  expect(filesBefore).not.toContain('erasures.json');
  for (const [code, sentence] of [
    ['53100', 'There is no room left on the disk. Nothing was changed.'],
    [
      '42501',
      'The role in DATABASE_URL may not do this, so nothing was changed: refused here. Use the role that Alongside runs with.',
    ],
  ] as const) {
    await testServer.db.execute(
      sql.raw(`create function refuse_here() returns trigger language plpgsql as
      $$ begin raise exception 'refused here' using errcode = '${code}'; end $$`),
    );
    await testServer.db.execute(sql`create constraint trigger refuse_here after update on people
      deferrable initially deferred for each row execute function refuse_here()`);
    expect(await erase()).toEqual({ code: 1, said: '', complained: sentence });
    await testServer.db.execute(sql`drop function refuse_here() cascade`);
    expect(await filesIn()).toEqual(filesBefore);
  }
  expect(await everything()).toEqual(before);
});

test('a dry run counts per table and changes nothing', async () => {
  const before = await everything();
  const { said, code } = await erase('--dry-run');
  expect(code).toBe(0);
  expect(said.split('\n')[1]).toBe('These rows would be deleted, or lose what names this person:');
  const facts = JSON.parse((await erase('--dry-run --json')).said) as { rows: Record<string, number> };
  expect(facts).toMatchObject({
    dryRun: true,
    rows: {
      ...{ people: 1, passkeys: 1, authenticator_apps: 1, recovery_codes: 1, devices: 1 },
      ...{ notification_preferences: 1, check_ins: 1, debriefs: 2, debrief_messages: 2, follow_ups: 1 },
      ...{ places: 1, presences: 1, data_keys: 5 },
    },
  });
  expect(facts.rows.commands).toBeGreaterThan(5);
  expect(await everything()).toEqual(before);
});

test('erased, nothing of theirs is left, others’ rows name somebody who has left, and open pages hear it', async () => {
  const { mo, ben, personId } = evening;
  expect(mo.heard.some(({ name }) => name === 'debrief:changed')).toBe(true);
  expect(await ben.hears('checkIn:changed', (one) => one.personId === personId)).toMatchObject({
    heaviness: 'heavy',
  });
  const [kept] = await testServer.db.select().from(checkIns).where(eq(checkIns.personId, helpline.ids.ben));
  const { code, said, complained } = await erase();
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  expect(said).toContain(
    `This person is erased. ${join(terminal.folder, 'erasures.json')} says so to every restore`,
  );
  expect(tablesWith(traces, await everything())).toEqual([]);

  const at = testServer.clock.now().toISOString();
  expect(JSON.parse(await list())).toEqual({
    ...{ alongside: 'erasures', count: 1 },
    erasures: [{ helplineId: helpline.id, personId, at }],
  });
  expect((await stat(join(terminal.folder, 'erasures.json'))).mode & 0o777).toBe(0o600);
  expect(await testServer.db.select().from(erasures)).toMatchObject([{ personId }]);
  expect(
    await testServer.db.select().from(auditLog).where(eq(auditLog.action, 'person-erased')),
  ).toMatchObject([{ about: personId, by: null }]);
  expect((await terminal.types('verify-audit')).code).toBe(0);
  expect(await testServer.db.select().from(checkIns)).toEqual([kept]);

  await eventually(async () => {
    await testServer.jobs.run('close gaps');
    expect(mo.welcome.people.find(({ id }) => id === personId)?.firstName).toBe('Somebody who has left');
  });
  expect(mo.welcome).toMatchObject({ since: 0, debriefs: [], followUps: [] });
  const [person] = mo.welcome.people.filter(({ id }) => id === personId);
  expect(person).toMatchObject({ email: null, phone: null, roles: [], phrases: [] });
  await eventually(async () => {
    await testServer.jobs.run('close gaps');
    expect(ben.welcome.presences.find((one) => one.personId === personId)).toMatchObject({
      firstName: 'Somebody who has left',
      feeling: null,
    });
  });
  expect(ben.welcome.since).toBe(0);
  expect(ben.welcome.checkIns.map((one) => one.personId)).toEqual([helpline.ids.ben]);
});

test('the talk, the call and the flag stay; places in shifts to come are empty, those of shifts that are over stay', async () => {
  const ben = await helpline.connect('ben');
  expect(ben.welcome.messages.map(({ body }) => body).toSorted()).toEqual(['And you', 'See you tomorrow']);
  expect(ben.welcome.calls).toMatchObject([{ record: { note: 'About a caller' } }]);
  expect(ben.welcome.flags).toMatchObject([{ note: 'To look at' }]);
  expect(ben.welcome.checkIns).toMatchObject([{ personId: helpline.ids.ben, heaviness: 'heavy' }]);
  const mo = await helpline.connect('mo');
  expect(mo.welcome.debriefs).toEqual([]);
  expect(mo.welcome.followUps).toEqual([]);
  const shift = (id: string) => mo.welcome.shifts.find((one) => one.id === id);
  expect(shift(later)!.places.map(({ personId }) => personId)).toEqual([helpline.ids.cai]);
  const placesOf = (id: string) =>
    onDatabase(testServer.databaseUrl, (ask) => ask`select 1 from places where shift_id = ${id}`);
  expect(await placesOf(past)).toHaveLength(2);
  const purposes = await testServer.db.select({ purpose: dataKeys.purpose }).from(dataKeys);
  for (const gone of ['authenticator-app', 'debrief', 'follow-up'])
    expect(purposes.map(({ purpose }) => purpose)).not.toContain(gone);
});

test('who was erased cannot be let back in, changed or found again', async () => {
  const { mo, personId } = evening;
  expect(await mo.send('person:restore', { personId })).toEqual(refused('not-found'));
  expect(await mo.send('person:sendLink', { personId })).toEqual(refused('not-found'));
  expect(await erase()).toEqual(refusedWith(`Nobody here has the e-mail address ${evening.email}.`));
  const [row] = await testServer.db.select().from(people).where(eq(people.id, personId));
  expect(row!.suspendedAt).not.toBeNull();
  expect((await readdir(terminal.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a debrief that a manager has in hand has to be closed first', async () => {
  const { mo, ben } = await helpline.connectAll('mo', 'ben');
  const debriefId = helpline.ids.sue;
  await expectOk(ben.send('debrief:ask', { debriefId, urgency: 'next-day-or-two' }));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
  const line = `subject erase --email ${helpline.emailOf('ben')} --erasures erasures.json`;
  expect(await terminal.types(line)).toEqual(
    refusedWith(
      'A debrief that they asked for is still with a manager. It has to be closed first, or handed back.',
    ),
  );
  await expectOk(mo.send('debrief:handBack', { debriefId }));
  expect(await terminal.types(line)).toMatchObject({ code: 0 });
  expect(JSON.parse(await list())).toMatchObject({ count: 2 });
});

test('a list that is begun anew says everybody who was erased before', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.cai }));
  const line = `subject erase --email ${helpline.emailOf('cai')} --erasures anew.json`;
  expect(await terminal.types(line)).toMatchObject({ code: 0 });
  const erasedIn = (text: string) =>
    (JSON.parse(text) as { erasures: { personId: string }[] }).erasures.map(({ personId }) => personId);
  const before = erasedIn(await list());
  expect(before).toHaveLength(2);
  expect(erasedIn(await readFile(join(terminal.folder, 'anew.json'), 'utf8')).toSorted()).toEqual(
    [...before, helpline.ids.cai].toSorted(),
  );
});
