import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { sessions } from '#drizzle/schema/sessions';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { everyRow } from '../support/backup.ts';
import { bareDatabase, freshDatabase } from '../support/database.ts';
import { refusedWith, sitAtTerminal, typingAt, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-21T12:00Z');
let terminal: Terminal;
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
  terminal = await sitAtTerminal(now, database.url);
  await terminal.types('helpline create --name Lamplight --manager Lorna --email lorna@example.org');
  await terminal.types(
    'person invite --helpline Lamplight --name Ana --email ana@example.org --role supporter',
  );
});
afterAll(async () => {
  await terminal.leave();
  await database.drop();
});

test('help is one screen: every command, and how it ends', async () => {
  const { said } = await terminal.types('help');
  expect(said).toMatchInlineSnapshot(`
    "npm run admin -- COMMAND

      helpline create   Makes a helpline with its first manager, lays out its shifts and prints the manager’s one-time link.
      helpline list     Lists the helplines, with how many people each has.
      person invite     Adds somebody to a helpline and prints their one-time link.
      person link       Prints a new one-time link for somebody who lost theirs, or their password. The older link stops working.
      person change     Changes somebody’s roles or e-mail address, where a helpline has no second manager to agree to it.
      person suspend    Keeps somebody out at once: ends their sign-ins and their link, and passes on what was assigned to them.
      person restore    Lets somebody who was suspended in again.
      sign-ins end      Signs somebody out everywhere, such as after a device was lost. They are told, and can sign in again.
      subject export    Writes everything that is stored about one person into a file of JSON that only you may read.
      subject erase     Erases what is stored about one person, for good. What others need stays, and names nobody.
      hold set          Keeps a call’s record, or what is kept about a person, from being erased until a day. Nobody reads more by it.
      hold list         Lists the legal holds in force, with the reason of each.
      hold lift         Ends a legal hold before its day. What it kept and is past its time is erased within the hour.
      retention run     Erases whatever is past its time now, as every server does hourly, and says how many rows of each class went.
      push-keys         Shows the public key by which push services know this installation, or makes new keys.
      rotate-key        Wraps the keys of all that is sealed with the newest encryption key, while Alongside goes on working.
      verify-audit      Reads the audit log of every helpline and says whether a line was changed, deleted or swapped.
      migrate           Brings the database up to date, as every start of Alongside does.
      seed demo         Fills an empty database on this computer with an invented helpline to try Alongside out.
      backup            Writes everything there is now into one encrypted file, while Alongside goes on working.
      verify-backup     Reads a backup to its last byte and says what is in it. The database is not needed.
      restore           Fills an empty database from a backup: everything, or nothing at all. Everybody has to sign in again.
      help              Shows this.

    Every command takes --help for its options and --json for an answer that programs can read. What changes something takes --dry-run.
    Exit codes: 0 it is done; 1 it failed, or found something wrong; 2 it was refused, and nothing is changed.
    Which database is meant, and the address people type, stand in .env."
  `);
  expect(said.split('\n').length).toBeLessThanOrEqual(40);
});

test('somebody is suspended and let back in; the managers read both in the audit log, as the host’s', async () => {
  await signIn('ana@example.org');
  expect(await terminal.types('person suspend --email ana@example.org')).toMatchObject({
    code: 0,
    said: 'Ana is suspended. What was assigned to them waits for the others.',
  });
  expect(await terminal.db.select().from(sessions)).toEqual([]);
  expect((await terminal.personAt('ana@example.org')).suspendedAt).toEqual(now);
  expect((await terminal.personAt('ana@example.org')).invitation).toBeNull();
  expect(await terminal.types('person suspend --email ana@example.org')).toEqual(
    refusedWith('They are suspended already.'),
  );
  expect(await terminal.types('sign-ins end --email ana@example.org')).toEqual(
    refusedWith('They are suspended, so nobody is signed in.'),
  );

  expect((await terminal.types('person restore --email ana@example.org')).code).toBe(0);
  expect((await terminal.personAt('ana@example.org')).suspendedAt).toBeNull();
  expect(await terminal.types('person restore --email ana@example.org')).toEqual(
    refusedWith('They are not suspended.'),
  );
  expect(await linesByHost()).toEqual(expect.arrayContaining(['person-suspended', 'person-restored']));
});

test('somebody is signed out everywhere, and is told', async () => {
  await signIn('ana@example.org');
  const { code, said } = await terminal.types('sign-ins end --email ana@example.org --json');
  expect({ code, facts: JSON.parse(said) as unknown }).toMatchObject({
    code: 0,
    facts: { person: { firstName: 'Ana' } },
  });
  expect(await terminal.db.select().from(sessions)).toEqual([]);
  expect(await linesByHost()).toContain('sign-ins-ended');
});

test('what is past its time is erased at once, and counted', async () => {
  await signIn('ana@example.org');
  await terminal.db.update(sessions).set({ expiresAt: new Date(now.getTime() - 1) });
  expect((await terminal.types('retention run --dry-run')).said).toContain('signIns  1');
  expect(await terminal.db.select().from(sessions)).toHaveLength(1);
  const { said } = await terminal.types('retention run --json');
  expect(JSON.parse(said)).toMatchObject({ erased: { signIns: 1, chat: 0 } });
  expect(await terminal.db.select().from(sessions)).toEqual([]);
  expect((await terminal.types('retention run')).said).toBe('Nothing is past its time.');
});

const harmless = [
  'helpline create --name Other --manager Mo --email mo@example.org',
  'person invite --helpline Lamplight --name Ben --email ben@example.org --role supporter',
  'person link --email ana@example.org',
  'person change --email ana@example.org --role supporter --role manager',
  'person suspend --email ana@example.org',
  'sign-ins end --email ana@example.org',
  'hold set --person ana@example.org --reason Inquest --until 2027-05-31 --by lorna@example.org',
  'subject export --email ana@example.org --out ana.json',
  'push-keys --new',
  'rotate-key',
  'migrate',
  'retention run',
];
test.each(harmless)('a dry run changes nothing: %s', async (line) => {
  const before = await everyRow(database.url);
  const { code, said, complained } = await terminal.types(`${line} --dry-run`);
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  expect(said).toMatch(/^A dry run: nothing is changed\./);
  expect(said).not.toContain('/join#');
  expect(await everyRow(database.url)).toEqual(before);
  expect(JSON.parse((await terminal.types(`${line} --dry-run --json`)).said)).toMatchObject({ dryRun: true });
  expect(await everyRow(database.url)).toEqual(before);
});

test('what only reads has no dry run', async () => {
  expect((await terminal.types('helpline list --dry-run')).complained).toContain(
    'There is no option --dry-run here.',
  );
});

test('a dry run refuses what the command would refuse', async () => {
  expect((await terminal.types('person suspend --email nobody@example.org --dry-run')).code).toBe(2);
});

async function signIn(email: string) {
  const { id } = await terminal.personAt(email);
  await openSignIns(terminal.db, () => now, false).start(id);
}

test('a dry run of a backup leaves no file, and one of a restore fills nothing', async () => {
  await writeFile(join(terminal.folder, 'secret'), 'seven quiet lamps on the hill\n');
  const files = () => readdir(terminal.folder);
  const before = await files();
  expect((await terminal.types('backup one.backup --passphrase-file secret --dry-run')).said).toContain(
    'Lamplight',
  );
  expect(await files()).toEqual(before);
  expect((await terminal.types('backup one.backup --passphrase-file secret')).code).toBe(0);

  const restore = 'restore one.backup --passphrase-file secret --dry-run';
  expect(await terminal.types(restore)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('not empty') as string,
  });
  const bare = await bareDatabase();
  const types = typingAt(bare.url, terminal.folder, () => now);
  const { code, said } = await types(restore);
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('Lamplight') as string });
  expect(await everyRow(bare.url)).toEqual({});
  expect(await types('helpline list')).toMatchObject({ said: 'There is no helpline yet.' });
  await bare.drop();
});

test('a dry run on a database that is behind says so, and leaves it behind', async () => {
  const bare = await bareDatabase();
  const types = typingAt(bare.url, terminal.folder, () => now);
  expect((await types('person suspend --email ana@example.org --dry-run')).complained).toContain(
    'not up to date',
  );
  expect((await types('migrate --dry-run')).said).toMatch(/Steps that were missing: [1-9]/);
  expect(await everyRow(bare.url)).toEqual({});
  await bare.drop();
});

const linesByHost = async () =>
  (await terminal.db.select().from(auditLog)).filter(({ by }) => by === null).map(({ action }) => action);
