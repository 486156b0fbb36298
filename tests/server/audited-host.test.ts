import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { freshDatabase } from '../support/database.ts';
import { openTestKeys } from '../support/keys.ts';
import { sitAtTerminal, typingAt, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-18T20:00Z');
const backup = 'night.backup --passphrase-file secret';
let terminal: Terminal;
beforeAll(async () => {
  terminal = await sitAtTerminal(now);
  await writeFile(join(terminal.folder, 'secret'), 'a lamp in every window');
  for (const name of ['Evening', 'Morning'])
    await terminal.types(`helpline create --name ${name} --manager Mo --email mo@${name}.example`);
});
afterAll(() => terminal.leave());

async function linesIn(db: Terminal['db'], helpline: string) {
  const { id } = await terminal.helplineCalled(helpline);
  const lines = await db.select().from(auditLog).orderBy(asc(auditLog.number));
  return lines
    .filter(({ helplineId }) => helplineId === id)
    .map(({ action, by, about }) => ({ action, by, about: about === id ? 'the helpline' : about }));
}
const done = (action: string) => ({ action, by: null, about: 'the helpline' });

test('a backup, a restore and a change of keys stand in the audit log of every helpline', async () => {
  expect(await terminal.types('rotate-key')).toMatchObject({ code: 0 });
  expect(await terminal.types(`backup ${backup}`)).toMatchObject({ code: 0 });
  for (const helpline of ['Evening', 'Morning'])
    expect((await linesIn(terminal.db, helpline)).slice(-2)).toEqual([
      done('keys-rotated'),
      done('backup-made'),
    ]);

  const { url, drop } = await freshDatabase();
  const types = typingAt(url, terminal.folder, () => now);
  expect(await types(`restore ${backup} --nobody-erased`)).toMatchObject({ code: 0 });
  expect(await types('verify-audit')).toMatchObject({ code: 0 });
  const { db, close } = openSealedDatabase(url, await openTestKeys(url));
  for (const helpline of ['Evening', 'Morning'])
    expect((await linesIn(db, helpline)).slice(-2)).toEqual([done('keys-rotated'), done('backup-restored')]);
  await close();
  await drop();
});

test('a backup that could not be written is not in it', async () => {
  const before = await linesIn(terminal.db, 'Evening');
  expect(await terminal.types(`backup no-such-folder/${backup}`)).toMatchObject({ code: 1 });
  expect(await linesIn(terminal.db, 'Evening')).toEqual(before);
});
