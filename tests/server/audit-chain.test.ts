import { randomInt } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { recordAudit } from '#server/platform/audit-log/record-audit';
import { verifyAuditLog } from '#server/platform/audit-log/verify';
import { sitAtTerminal, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-25T20:17:00.123Z');
const lineCount = 30;
let terminal: Terminal;
let helplineId: string;

beforeAll(async () => {
  terminal = await sitAtTerminal(now);
  await terminal.types('helpline create --name Evening --manager Mo --email mo@example.org');
  const helpline = await terminal.helplineCalled('Evening');
  helplineId = helpline.id;
  for (let done = 0; done < lineCount; done++) await note();
});
afterAll(() => terminal.leave());

const note = () =>
  terminal.db.transaction((tx) =>
    recordAudit({ actor: null, tx, helplineId, now }, 'person-invited', uuidv7()),
  );

test('lines written at the same moment are numbered without a gap', async () => {
  await Promise.all(Array.from({ length: 10 }, note));
  await expect(
    terminal.db.transaction(async (tx) => {
      await recordAudit({ actor: null, tx, helplineId, now }, 'person-invited', uuidv7());
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await verifyAuditLog(terminal.db, helplineId)).toMatchObject({
    number: lineCount + 10,
    wrong: null,
  });
});

test.each(['update audit_log set about = id', 'delete from audit_log', 'truncate audit_log'])(
  'the database refuses: %s',
  async (statement) => {
    const refused = terminal.db.execute(sql.raw(statement)).catch((error: Error) => error.cause);
    expect(await refused).toMatchObject({ message: expect.stringContaining('never changed') as string });
  },
);

test('a whole log ends with 0 and prints its head; a kept head is compared', async () => {
  const whole = await terminal.types('verify-audit');
  expect(whole).toMatchObject({ code: 0, complained: '' });
  const head = new RegExp(`^${helplineId}:\\d+:[0-9a-f]{64}$`, 'm').exec(whole.said)![0];
  await note();
  expect(await terminal.types(`verify-audit --head ${head}`)).toMatchObject({ code: 0 });
  const other = head.slice(0, -1) + (head.endsWith('0') ? '1' : '0');
  expect(await terminal.types(`verify-audit --json --head ${other}`)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/"whole":false.*not the one that you kept/) as string,
  });
  expect(await terminal.types('verify-audit --head me')).toMatchObject({ code: 2 });
});

/** What the owner of the database could do to the log, with its triggers taken off. */
const tamperings: Record<string, (number: number) => SQL[]> = {
  'one hexadecimal digit of what it is about': (n) => [
    sql`update audit_log set about = overlay(about::text placing
        (case when right(about::text, 1) = '0' then '1' else '0' end) from 36)::uuid where number = ${n}`,
  ],
  'one letter of the act': (n) => [
    sql`update audit_log set action = 'X' || substr(action, 2) where number = ${n}`,
  ],
  'a millisecond': (n) => [sql`update audit_log set at = at + interval '1 millisecond' where number = ${n}`],
  'who it was': (n) => [sql`update audit_log set by = (select id from people limit 1) where number = ${n}`],
  'one digit of its hash': (n) => [
    sql`update audit_log set hash = (case when left(hash, 1) = '0' then '1' else '0' end) || substr(hash, 2)
        where number = ${n}`,
  ],
  'a deletion': (n) => [sql`delete from audit_log where number = ${n}`],
  'a deletion closed up': (n) => [
    sql`delete from audit_log where number = ${n}`,
    sql`update audit_log set number = -number where number > ${n}`,
    sql`update audit_log set number = -number - 1 where number < 0`,
  ],
  'deletions at the end': (n) => [sql`delete from audit_log where number >= ${n}`],
  'a swap with the line before or after': (n) => {
    const other = n === 1 ? 2 : n - 1;
    return [
      sql`update audit_log set number = -1 where number = ${n}`,
      sql`update audit_log set number = ${n} where number = ${other}`,
      sql`update audit_log set number = ${other} where number = -1`,
    ];
  },
  'the noted head': () => [sql`update audit_heads set number = number - 1`],
};

test('a hundred random tamperings by the owner are all found', async () => {
  const { number: last } = await verifyAuditLog(terminal.db, helplineId);
  const kinds = Object.keys(tamperings);
  const missed: string[] = [];
  for (let round = 0; round < 100; round++) {
    const kind = kinds[round % kinds.length]!;
    const number = randomInt(1, last + 1);
    if ((await wrongAfter(tamperings[kind]!(number))) === null) missed.push(`${kind}, line ${number}`);
  }
  expect(missed).toEqual([]);
  expect(await verifyAuditLog(terminal.db, helplineId)).toMatchObject({ number: last, wrong: null });
});

/** Tampers, verifies, and takes the tampering back. */
async function wrongAfter(statements: SQL[]): Promise<string | null> {
  let wrong: string | null = null;
  await terminal.db
    .transaction(async (tx) => {
      await tx.execute(sql`alter table audit_log disable trigger all`);
      for (const statement of statements) await tx.execute(statement);
      ({ wrong } = await verifyAuditLog(tx, helplineId));
      throw new Error('taken back');
    })
    .catch((error: Error) => expect(error.message).toBe('taken back'));
  return wrong;
}
