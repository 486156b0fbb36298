import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import type { Database } from '#server/platform/database/db';
import type { DataKeys } from '#server/platform/encryption/data-keys';
import { dataKeysOf, openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { freshDatabase } from '../support/database.ts';
import { openTestKeys } from '../support/keys.ts';
import { onDatabase } from '../support/on-database.ts';

let source: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let keys: DataKeys;
beforeEach(async () => {
  source = await freshDatabase();
  keys = await openTestKeys(source.url);
  database = openSealedDatabase(source.url, keys);
});
afterEach(async () => {
  await database.close();
  await source.drop();
});

const scopeOf = (subjectId: string) => ({ helplineId: randomUUID(), purpose: 'test', subjectId });
const stored = async () =>
  (await database.db.select().from(dataKeys)).filter(({ purpose }) => purpose === 'test').map(({ id }) => id);

test('asked for ten times at once in a transaction, a key is made once', async () => {
  const scope = scopeOf(randomUUID());
  const found = await database.db.transaction((tx) =>
    Promise.all(Array.from({ length: 10 }, () => keys.keyFor(tx, scope))),
  );
  expect(new Set(found.map(({ id }) => id)).size).toBe(1);
  expect(await stored()).toEqual([found[0]!.id]);
});

test('a key that was rolled back is never used again, however often it was asked for', async () => {
  const scope = scopeOf(randomUUID());
  let gone = '';
  const undone = database.db.transaction(async (tx) => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => keys.keyFor(tx, scope)));
    gone = ids[0]!.id;
    await keys.prepareKeys(tx, [scope, scopeOf(randomUUID())]);
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
  expect(await stored()).toEqual([]);
  const key = await database.db.transaction((tx) => keys.keyFor(tx, scope));
  expect(key.id).not.toBe(gone);
  expect(await stored()).toEqual([key.id]);
});

test('many keys at once are made in one go, those that are there are found, and two transactions agree', async () => {
  const scopes = Array.from({ length: 300 }, () => scopeOf(randomUUID()));
  const first = await database.db.transaction((tx) => keys.keyFor(tx, scopes[7]!));
  const other = await openTestKeys(source.url);
  const both = await Promise.all(
    [keys, other].map((some) =>
      database.db.transaction(async (tx) => {
        await some.prepareKeys(tx, scopes);
        return Promise.all(scopes.map((scope) => some.keyFor(tx, scope)));
      }),
    ),
  );
  const [one, two] = both.map((found) => found.map(({ id }) => id));
  expect(one).toEqual(two);
  expect(one![7]).toBe(first.id);
  expect((await stored()).sort()).toEqual(one!.toSorted());
});

test('a key that the database has lost with its newest commits seals nothing more', async () => {
  const scope = scopeOf(randomUUID());
  const keyFor = () => database.db.transaction((tx) => dataKeysOf(tx).keyFor(tx, scope));
  await keyFor();
  const lost = await keyFor();
  expect((await keyFor()).id).toBe(lost.id);

  await onDatabase(source.url, async (sql) => {
    await sql`delete from data_keys where id = ${lost.id}`;
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
  });
  await expect.poll(keyFor).not.toMatchObject({ id: lost.id });
  expect(await stored()).toEqual([(await keyFor()).id]);
});

test('where a key is made anew for the same subject, the destroyed one seals nothing more', async () => {
  const scope = { ...scopeOf(randomUUID()), remade: true };
  const keyFor = () => database.db.transaction((tx) => dataKeysOf(tx).keyFor(tx, scope));
  await keyFor();
  const destroyed = await keyFor();
  await database.db.delete(dataKeys).where(eq(dataKeys.id, destroyed.id));
  const anew = await keyFor();
  expect(anew.id).not.toBe(destroyed.id);
  expect(await stored()).toEqual([anew.id]);
});
