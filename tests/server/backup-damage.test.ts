import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysFromPassphrase, fileHeaderLength } from '#server/platform/backup/file-header';
import { restoreBackup } from '#server/platform/backup/restore';
import { seal, sealedChunkLength } from '#server/platform/backup/seal';
import { takeBackup } from '#server/platform/backup/take';
import { verifyBackup } from '#server/platform/backup/verify';
import { everyRow } from '../support/backup.ts';
import { freshDatabase } from '../support/database.ts';
import { onDatabase } from '../support/on-database.ts';
import { quickKeys } from '../support/quick-keys.ts';
import { testKeySource } from '../support/keys.ts';
import { nobodyErased } from '../support/nobody-erased.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const keysFor = quickKeys('a lamp in every window');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let source: Awaited<ReturnType<typeof freshDatabase>>;
let empty: Awaited<ReturnType<typeof freshDatabase>>;
let whole: Buffer;
let sameAgain: Buffer;

/** Random bytes in the notes, so that the file has several chunks although it is packed. */
beforeAll(async () => {
  [folder, source, empty] = await Promise.all([temporaryFolder(), freshDatabase(), freshDatabase()]);
  await onDatabase(source.url, async (sql) => {
    const id = '01890000-0000-7000-8000-000000000001';
    await sql`insert into helplines (id, name, time_zone, opening_pattern, change, created_at)
      values (${id}, 'Test line', 'Europe/London', '[]', 1, now())`;
    for (let person = 0; person < 40; person += 1)
      await sql`insert into people (id, helpline_id, version, first_name, roles)
        values (gen_random_uuid(), ${id}, 1, ${randomBytes(6_000).toString('base64')}, '{supporter}')`;
  });
  [whole, sameAgain] = [await backupOf('one'), await backupOf('two')];
});
afterAll(() => Promise.all([folder.remove(), source.drop(), empty.drop()]));

test('an untouched file is whole, and has several chunks', async () => {
  expect(whole.length).toBeGreaterThan(fileHeaderLength + 3 * sealedChunkLength);
  await expect(verified(whole)).resolves.toMatchObject({ rows: { helplines: 1, people: 40 } });
});

test('a file cut short is found, wherever it is cut', async () => {
  const ends = [fileHeaderLength, chunkAt(1), chunkAt(2), whole.length - 1];
  const anywhere = fc.sample(fc.nat(whole.length - 1), 20);
  for (const end of [0, 1, ...ends, ...anywhere])
    await expect(verified(whole.subarray(0, end)), `cut at ${end}`).rejects.toThrow(/empty|ends too early/);
});

test('a cut between two chunks is said to be one, and after which', async () => {
  await expect(verified(whole.subarray(0, chunkAt(2)))).rejects.toThrow(
    'The backup ends too early, after chunk 2.',
  );
});

test('a single bit that is different is found, wherever it is', async () => {
  const lastBit = whole.length * 8 - 1;
  const bits = [0, 16 * 8, 17 * 8, fileHeaderLength * 8 - 1, lastBit, ...fc.sample(fc.nat(lastBit), 50)];
  for (const bit of bits) {
    const copy = Buffer.from(whole);
    copy[bit >> 3]! ^= 1 << (bit & 7);
    await expect(verified(copy), `bit ${bit}`).rejects.toThrow(/damaged|not a backup|passphrase/);
  }
});

test('damage is told by the chunk it is in', async () => {
  const copy = Buffer.from(whole);
  copy[chunkAt(2) + 5]! ^= 1;
  await expect(verified(copy)).rejects.toThrow('The backup is damaged in chunk 3.');
});

test('chunks that changed places, were left out, doubled or added are found', async () => {
  const [first, second] = [whole.subarray(chunkAt(0), chunkAt(1)), whole.subarray(chunkAt(1), chunkAt(2))];
  const [opening, rest] = [whole.subarray(0, fileHeaderLength), whole.subarray(chunkAt(2))];
  for (const parts of [
    [opening, second, first, rest],
    [opening, second, rest],
    [opening, first, first, rest],
    [opening, first, second, rest, first],
    [whole, Buffer.of(0)],
    [whole, whole],
  ])
    await expect(verified(Buffer.concat(parts))).rejects.toThrow('damaged');
});

test('two backups of the same database cannot be spliced', async () => {
  expect(sameAgain.subarray(0, fileHeaderLength)).not.toEqual(whole.subarray(0, fileHeaderLength));
  for (const end of [fileHeaderLength, chunkAt(1), chunkAt(2)])
    await expect(verified(Buffer.concat([whole.subarray(0, end), sameAgain.subarray(end)]))).rejects.toThrow(
      'damaged',
    );
});

test('another passphrase is told apart from damage', async () => {
  await writeFile(join(folder.path, 'copy'), whole);
  await expect(verifyBackup(join(folder.path, 'copy'), quickKeys('a lamp in no window'))).rejects.toThrow(
    'The passphrase is not the one this backup was made with.',
  );
});

test('a file of something else is said to be one', async () => {
  await expect(verified(Buffer.from('-- PostgreSQL database dump\n'.repeat(9)))).rejects.toThrow(
    'not a backup',
  );
  await expect(verifyBackup(join(folder.path, 'nowhere'), keysFor)).rejects.toThrow(
    'cannot be read (ENOENT)',
  );
});

test('bytes that were sealed but are no backup are refused', async () => {
  const parts: Buffer[] = [];
  for await (const bytes of seal(Readable.from([Buffer.from('not packed')]), keysFor)) parts.push(bytes);
  await expect(verified(Buffer.concat(parts))).rejects.toThrow('what is in it is not what it should be');
});

test('a damaged file restores nothing', async () => {
  const copy = Buffer.from(whole);
  copy[copy.length - 20]! ^= 1;
  await writeFile(join(folder.path, 'copy'), copy);
  const wish = {
    databaseUrl: empty.url,
    file: join(folder.path, 'copy'),
    keysFor,
    keySource: testKeySource,
    erasing: nobodyErased,
    trial: false,
  };
  await expect(restoreBackup(wish)).rejects.toThrow('damaged');
  expect(Object.values(await everyRow(empty.url)).flat()).toEqual([]);
});

test('a real passphrase makes a key of its own for each file, however its letters are composed', async () => {
  const salt = randomBytes(32);
  const [one, same, other] = await Promise.all([
    keysFromPassphrase('caf\u00e9 by the harbour')(salt),
    keysFromPassphrase('cafe\u0301 by the harbour')(salt),
    keysFromPassphrase('caf\u00e9 by the harbour')(randomBytes(32)),
  ]);
  expect(one).toEqual(same);
  expect(one.chunks).not.toEqual(other.chunks);
  expect(one.chunks).not.toEqual(one.header);
});

const chunkAt = (number: number) => fileHeaderLength + number * sealedChunkLength;

async function backupOf(name: string): Promise<Buffer> {
  const file = join(folder.path, name);
  await takeBackup({ databaseUrl: source.url, file, keysFor, trial: false });
  return readFile(file);
}

async function verified(bytes: Buffer) {
  const file = join(folder.path, 'copy');
  await writeFile(file, bytes);
  return verifyBackup(file, keysFor);
}
