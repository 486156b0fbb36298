import { eq, sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { projectRoot } from '#server/platform/root';
import { errorFields } from '#server/platform/logger';
import { refused } from '../support/helpline.ts';
import { somebodyWaits } from '../support/helpline-lock.ts';
import { useLoggedHelpline } from '../support/use-helpline.ts';

const note = `at home in Peckham
    at Peckham (${projectRoot}/server/peckham.ts:1:1)
at night`;

const { testServer, helpline, lines } = useLoggedHelpline();
afterEach(async () => void (await testServer.db.execute(sql`drop function if exists fail() cascade`)));

/** Writing a note does this in the database. */
async function whenWriting(statement: string) {
  await testServer.db.execute(
    sql.raw(
      `create function fail() returns trigger language plpgsql as $$ begin ${statement}; return new; end $$`,
    ),
  );
  await testServer.db.execute(
    sql`create trigger fail before update on calls for each row execute function fail()`,
  );
}

/** The line in the log about Ana's note, which the database would not take. */
async function logged(whileWriting: (write: () => Promise<unknown>, callId: string) => Promise<unknown>) {
  const { ana, call } = await helpline.pairOnCall();
  const write = () => ana.send('call:note', { callId: call.id, changes: { note } });
  expect(await whileWriting(write, call.id)).toEqual(refused('failed'));
  for (const line of lines) expect(line).not.toMatch(/peckham|at home|at night/i);
  const failed = lines.map((line) => JSON.parse(line) as Record<string, string>);
  return failed.find(({ event }) => event === 'a command failed');
}

const failedWith = (code: string) => ({
  at: expect.any(String) as string,
  level: 'error',
  event: 'a command failed',
  command: 'call:note',
  commandId: expect.any(String) as string,
  error: 'PostgresError',
  code,
  place: expect.stringMatching(/^server\/[\w/-]+\.ts:\d+( < server\/[\w/-]+\.ts:\d+)*$/) as string,
});

test('a full disk is logged without the note, even where the database says it', async () => {
  await whenWriting(`raise exception 'no room for %', new.note using errcode = '53100'`);
  expect(await logged((write) => write())).toEqual(failedWith('53100'));
});

test('a constraint is named, and the row that broke it is not', async () => {
  await whenWriting(
    `raise exception '%', new.note using errcode = '23514', constraint = 'calls_note', detail = new.note`,
  );
  expect(await logged((write) => write())).toEqual({ ...failedWith('23514'), constraint: 'calls_note' });
});

test('a statement that takes too long is logged without the note', async () => {
  await whenWriting(`perform pg_sleep(20)`);
  expect(await logged((write) => write())).toEqual(failedWith('57014'));
});

test('a lock that does not come free is logged without the note', async () => {
  await whenWriting(
    `perform set_config('lock_timeout', '100ms', true); lock table people in access exclusive mode`,
  );
  const entry = await logged((write) =>
    testServer.db.transaction(async (tx) => {
      await tx.execute(sql`lock table people in access share mode`);
      return write();
    }),
  );
  expect(entry).toEqual(failedWith('55P03'));
});

test('a deadlock is logged without the note', async () => {
  const entry = await logged((write, callId) =>
    testServer.db.transaction(async (tx) => {
      await tx.execute(sql`set local deadlock_timeout = '1min'`);
      await tx.execute(sql`select from calls where id = ${callId} for update`);
      const writing = write();
      await somebodyWaits(testServer.db);
      await tx.select().from(helplines).where(eq(helplines.id, helpline.id)).for('update');
      return writing;
    }),
  );
  expect(entry).toEqual(failedWith('40P01'));
});

test('only places after the message are told, and a name that is a sentence is not', () => {
  const error = new Error(note, { cause: Object.assign(new Error(note), { name: note, code: note }) });
  expect(errorFields(error)).toEqual({
    error: undefined,
    code: undefined,
    constraint: undefined,
    place: undefined,
  });
  error.stack = `Error: ${note}\n    at save (${projectRoot}/server/calls/queries.ts:12:3)\n    at other (/srv/x.ts:1:1)`;
  expect(errorFields(error).place).toBe('server/calls/queries.ts:12');
  error.message = 'put there later';
  expect(errorFields(error).place).toBeUndefined();
  expect(errorFields('at home in Peckham')).toEqual({ error: 'string' });
});
