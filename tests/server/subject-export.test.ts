import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { personTables } from '#server/subject/table-queries';
import { populatedServer } from '../support/backup.ts';
import { onDatabase } from '../support/on-database.ts';
import { refusedWith, sitAtTerminal, type Terminal } from '../support/terminal.ts';
import { expectOk, newId, type Helpline } from '../support/helpline.ts';
import type { TestServer } from '../support/test-server.ts';

type Row = Record<string, unknown>;
type Export = { helpline: Row; personId: string; stored: Record<string, { theirs: Row[]; named: Row[] }> };

let testServer: TestServer;
let helpline: Helpline;
let terminal: Terminal;
let email: string;

/** An evening in which every command was sent, with words of Ana’s that are looked for. */
beforeAll(async () => {
  ({ testServer, helpline } = await populatedServer());
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const said = { shiftId: helpline.shiftId, heaviness: 'heavy', sharedWith: 'nobody' } as const;
  await expectOk(
    ana.send('person:profile', { phone: '07700 900123', phrases: ['Back in a moment'] }),
    ana.send('message:send', { messageId: newId(), body: 'A heron stood there' }),
    ana.send('checkIn:tell', { checkInId: newId(), ...said }),
    cai.send('checkIn:tell', { checkInId: newId(), ...said, sharedWith: 'managers' }),
  );
  helpline.leaveAll();
  terminal = await sitAtTerminal(testServer.clock.now(), testServer.databaseUrl);
  email = helpline.emailOf('ana');
});
afterAll(async () => {
  await terminal.leave();
  await testServer.close();
});

const exported = async (file: string) =>
  JSON.parse(await readFile(join(terminal.folder, file), 'utf8')) as Export;
const auditLines = () => testServer.db.select().from(auditLog).where(eq(auditLog.action, 'person-exported'));

test('everything about a person is written into a file that only its owner reads, opened, and it is written down', async () => {
  const { ids } = helpline;
  const answer = await terminal.types(`subject export --email ${email} --out ana.json`);
  expect(answer).toMatchObject({ code: 0, complained: '' });
  expect(answer.said).toContain(
    `Everything stored about this person is in ${join(terminal.folder, 'ana.json')}.`,
  );
  expect((await stat(join(terminal.folder, 'ana.json'))).mode & 0o777).toBe(0o600);

  const { stored, personId, helpline: where } = await exported('ana.json');
  expect({ personId, where }).toEqual({ personId: ids.ana, where: { id: helpline.id, name: 'Test line' } });
  expect(stored.people!.theirs).toMatchObject([
    { firstName: 'Ana', email, phone: '07700 900123', phrases: ['Back in a moment'] },
  ]);
  expect(stored.messages!.theirs.map(({ body }) => body)).toContain('A heron stood there');
  expect(stored.check_ins!.theirs).toContainEqual(
    expect.objectContaining({ heaviness: 'heavy', wentWell: 'She laughed at the end.', personId: ids.ana }),
  );
  expect(stored.calls!.theirs.some(({ presentingIssues }) => String(presentingIssues) === 'loneliness')).toBe(
    true,
  );
  expect(stored.shifts!.theirs.map(({ id }) => id)).toContain(helpline.shiftId);
  for (const table of ['debriefs', 'debrief_messages', 'flags', 'signals', 'places', 'presences', 'sessions'])
    expect(stored[table]?.theirs.length, table).toBeGreaterThan(0);
  expect(await auditLines()).toMatchObject([{ about: ids.ana, by: null, helplineId: helpline.id }]);
});

test('of somebody else’s rows it says that they name the person, and none of their words; and no secret of any kind', async () => {
  const text = await readFile(join(terminal.folder, 'ana.json'), 'utf8');
  const { stored } = JSON.parse(text) as Export;
  expect(text).not.toContain('s1.');
  expect(text).not.toContain('$argon2');
  expect(text).not.toContain('I am');
  const received = stored.messages!.named;
  expect(received.length).toBeGreaterThan(0);
  for (const row of received) {
    expect(row).toMatchObject({ namedIn: ['to'] });
    expect(row).not.toHaveProperty('body');
  }
  const { said } = await terminal.types(
    `subject export --email ${helpline.emailOf('mo')} --out mo.json --json`,
  );
  expect(JSON.parse(said)).toMatchObject({
    personId: helpline.ids.mo,
    rows: { passkeys: 1, recovery_codes: 1 },
  });
  const mo = await exported('mo.json');
  expect(mo.stored.passkeys!.theirs).toMatchObject([{ name: 'A phone' }]);
  expect(mo.stored.passkeys!.theirs[0]).not.toHaveProperty('publicKey');
  expect(mo.stored.authenticator_apps!.theirs[0]).not.toHaveProperty('secret');
  expect(mo.stored.recovery_codes!.theirs[0]).not.toHaveProperty('codeHash');
  expect(mo.stored.debriefs!.named.length).toBeGreaterThan(0);
  for (const row of mo.stored.debriefs!.named) expect(row).not.toHaveProperty('note');
});

test('no row that names the person is missing, whatever the table', async () => {
  const { stored } = await exported('ana.json');
  const inDatabase = await onDatabase(testServer.databaseUrl, async (ask) => {
    const tables = await ask<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await ask<{ count: number }[]>`
        select count(*)::int as count from ${ask(name)} t where to_jsonb(t)::text like ${`%${helpline.ids.ana}%`}`;
      if (row!.count > 0) found[name] = row!.count;
    }
    return found;
  });
  const written = Object.fromEntries(
    Object.entries(stored).map(([table, { theirs, named }]) => [table, theirs.length + named.length]),
  );
  // The line about this export was written after it was read.
  written.audit_log = (written.audit_log ?? 0) + 1;
  // The times of shifts in which she has a place name her in the table of places.
  delete written.shifts;
  delete inDatabase.shifts;
  expect(written).toEqual(inDatabase);
  expect(Object.keys(written).length).toBeGreaterThan(personTables.length / 2);
});

test.each([
  [
    'an address that nobody has',
    'nobody@example.org',
    'a.json',
    'Nobody here has the e-mail address nobody@example.org.',
  ],
  ['what is no address', 'nobody', 'a.json', '--email is "nobody": it should be their e-mail address.'],
])('%s is refused in one line', async (_, address, file, sentence) => {
  expect(await terminal.types(`subject export --email ${address} --out ${file}`)).toEqual(
    refusedWith(sentence),
  );
});

test('a file that is there is not replaced, and nothing is written down', async () => {
  const before = await auditLines();
  await writeFile(join(terminal.folder, 'mine.json'), 'Mine');
  expect(await terminal.types(`subject export --email ${email} --out mine.json`)).toEqual({
    code: 1,
    said: '',
    complained: `${join(terminal.folder, 'mine.json')} is there already. Choose another name.`,
  });
  expect(await readFile(join(terminal.folder, 'mine.json'), 'utf8')).toBe('Mine');
  expect(await terminal.types(`subject export --email ${email} --out no/such.json`)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('cannot be written (ENOENT)') as string,
  });
  expect(await auditLines()).toEqual(before);
});

test('a helpline can be named, and has to be where an address is in several', async () => {
  const to = (name: string, file: string) =>
    terminal.types(`subject export --email ${email} --out ${file} --helpline ${name}`);
  expect(await to('"Somewhere else"', 'x.json')).toMatchObject({ code: 2 });
  expect(await to(helpline.id, 'named.json')).toMatchObject({ code: 0 });
  const other = await openOther();
  expect(await terminal.types(`subject export --email ${email} --out y.json`)).toEqual(
    refusedWith(`${email} is an address in several helplines. Say which one with --helpline.`),
  );
  expect(await to(helpline.id, 'again.json')).toMatchObject({ code: 0 });
  await testServer.db.execute(sql`delete from people where id = ${other}`);
});

async function openOther(): Promise<string> {
  const id = newId();
  await testServer.db.execute(sql`
    insert into people (id, helpline_id, version, first_name, email, roles)
    select ${id}::uuid, id, 1, 'Ana', ${email}, '{supporter}' from helplines where id <> ${helpline.id} limit 1`);
  return id;
}

test('without the right to read, or without room, one line says so and nothing stays', async () => {
  const before = await auditLines();
  await testServer.db.execute(sql`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
  await testServer.db.execute(
    sql`create trigger no_room before insert on audit_log for each row execute function no_room()`,
  );
  expect(await terminal.types(`subject export --email ${email} --out full.json`)).toEqual({
    code: 1,
    said: '',
    complained: 'There is no room left on the disk. Nothing was changed.',
  });
  await testServer.db.execute(sql`drop function no_room() cascade`);
  expect((await readdir(terminal.folder)).filter((name) => name.startsWith('full'))).toEqual([]);
  expect(await auditLines()).toEqual(before);
});
