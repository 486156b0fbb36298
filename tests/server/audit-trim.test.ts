import { sql, type SQL } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { recordAudit } from '#server/platform/audit-log/record-audit';
import { verifyAuditLog } from '#server/platform/audit-log/verify';
import { retentionRuns } from '#server/retention-runs';
import { sitAtTerminal, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-25T20:17:00.123Z');
const old = new Date('2020-03-01T21:00Z');
const young = new Date('2026-11-01T21:00Z');
let terminal: Terminal;
let helplineId: string;

/** Ten lines that are older than a year, and five that are not. */
beforeEach(async () => {
  terminal = await sitAtTerminal(now);
  await terminal.types('helpline create --name Evening --manager Mo --email mo@example.org');
  helplineId = (await terminal.helplineCalled('Evening')).id;
  for (let done = 0; done < 15; done++) await note(done < 10 ? old : young);
});
afterEach(() => terminal.leave());

const note = (at: Date) =>
  terminal.db.transaction((tx) =>
    recordAudit({ actor: null, tx, helplineId, now: at }, 'person-invited', uuidv7()),
  );
const trim = () => retentionRuns.auditLog(terminal.db, now);
const verdict = () => verifyAuditLog(terminal.db, helplineId);
const numbers = async () =>
  (await terminal.db.execute<{ number: string }>(sql`select number from audit_log order by number`)).map(
    ({ number }) => Number(number),
  );
const asOwner = (...statements: SQL[]) =>
  terminal.db.transaction(async (tx) => {
    await tx.execute(sql`alter table audit_log disable trigger all`);
    for (const statement of statements) await tx.execute(statement);
    await tx.execute(sql`alter table audit_log enable trigger all`);
  });

test('lines older than a year go, and what is left verifies and says from when', async () => {
  const headOf = async () =>
    /^[0-9a-f-]{36}:\d+:[0-9a-f]{64}$/m.exec((await terminal.types('verify-audit')).said)![0];
  const before = await headOf();
  await trim();
  expect(await numbers()).toEqual([11, 12, 13, 14, 15, 16]);
  expect(await verdict()).toMatchObject({ number: 16, erasedUpTo: 10, since: young, wrong: null });
  const said = await terminal.types(`verify-audit --head ${before}`);
  expect(said).toMatchObject({ code: 0, complained: '' });
  expect(said.said).toContain(
    'the audit log is whole, lines 11 to 16, from 2026-11-01 on; older ones were erased after a year.',
  );
  await Promise.all([trim(), trim()]);
  expect(await numbers()).toEqual([11, 12, 13, 14, 15, 16]);
  await note(young);
  expect(await verdict()).toMatchObject({ number: 17, wrong: null });
  const oldest = `${helplineId}:3:${'0'.repeat(64)}`;
  expect((await terminal.types(`verify-audit --head ${oldest}`)).said).toContain(
    'The head that you gave is of line 3, which is erased. If you kept it less than a year ago, lines were erased',
  );
});

test.each<[string, SQL]>([
  [
    'one hexadecimal digit',
    sql`update audit_log set hash = overlay(hash placing 'g' from 7) where number = 13`,
  ],
  ['a millisecond', sql`update audit_log set at = at + interval '1 millisecond' where number = 11`],
  ['how much was erased', sql`update audit_log set counted = 9 where number = 16`],
  ['the first line that is left', sql`delete from audit_log where number = 11`],
  ['a line in the middle', sql`delete from audit_log where number = 14`],
  ['the last line', sql`delete from audit_log where number = 16`],
  ['the checkpoint', sql`delete from audit_checkpoints`],
  ['its hash', sql`update audit_checkpoints set hash = repeat('0', 64)`],
  [
    'lines erased beyond it as if they had been old',
    sql`with gone as (delete from audit_log where number in (11, 12) returning number, hash)
      update audit_checkpoints set number = 12, hash = (select hash from gone where number = 12)`,
  ],
])('after a trim it is found when somebody changes or deletes %s', async (_what, statement) => {
  await trim();
  await asOwner(statement);
  expect((await verdict()).wrong).not.toBeNull();
  expect(await terminal.types('verify-audit')).toMatchObject({ code: 1 });
});

test.each<[string, SQL, string]>([
  ['deleted', sql`delete from audit_log where number = 5`, 'Line 5 is missing.'],
  ['changed', sql`update audit_log set about = id where number = 5`, 'Line 5 is not as it was written.'],
])('a trim does not hide that a line was %s before: nothing goes', async (_how, statement, wrong) => {
  await asOwner(statement);
  const before = await numbers();
  await expect(trim()).rejects.toThrow('not whole');
  expect(await numbers()).toEqual(before);
  expect(await verdict()).toMatchObject({ erasedUpTo: 0, wrong });
});

test('the database erases nothing younger than a year, whatever it is asked', async () => {
  await terminal.db.execute(
    sql`select trim_audit_log(${helplineId}, now() + interval '90 years', now() + interval '90 years')`,
  );
  expect((await numbers())[0]).toBe(11);
});

test('a role that may delete rows deletes no line, also with the setting that a trim uses, and may trim', async () => {
  const role = `trimmer_${uuidv7().replaceAll('-', '')}`;
  const asRole = (statement: SQL) =>
    terminal.db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local role ${role}`));
      await tx.execute(sql`select set_config('alongside.trimming', 'on', true)`);
      await tx.execute(statement);
    });
  await terminal.db.execute(sql.raw(`create role ${role}`));
  await terminal.db.execute(
    sql.raw(`grant select, insert, update, delete on all tables in schema public to ${role}`),
  );
  const refused = asRole(sql`delete from audit_log where number = 1`).catch((error: Error) => error.cause);
  expect(await refused).toMatchObject({ message: expect.stringContaining('never changed') as string });
  await asRole(sql`select trim_audit_log(${helplineId}, now(), now())`);
  expect((await numbers())[0]).toBe(11);
  await terminal.db.execute(sql.raw(`drop owned by ${role}`));
  await terminal.db.execute(sql.raw(`drop role ${role}`));
});

test('nothing goes while a legal hold is in force', async () => {
  const hold = 'hold set --person mo@example.org --reason "Complaint" --until 2027-01-31 --by mo@example.org';
  expect(await terminal.types(hold)).toMatchObject({ code: 0 });
  await trim();
  expect((await numbers())[0]).toBe(1);
  await retentionRuns.auditLog(terminal.db, new Date('2027-02-01T00:00Z'));
  expect((await numbers())[0]).toBe(11);
});
