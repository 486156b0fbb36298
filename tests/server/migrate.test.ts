import { afterEach, expect, test } from 'vitest';
import { migrate } from '#server/platform/database/migrate';
import { bareDatabase, freshDatabase } from '../support/database.ts';
import { migrationsFolder } from '../support/migrations.ts';
import { onDatabase } from '../support/on-database.ts';

const lamps = { tag: '0000_lamps', when: 1_000, sql: 'create table lamps (id int primary key)' };
const chairs = { tag: '0001_chairs', when: 2_000, sql: 'create table chairs (id int primary key)' };
const tables = { tag: '0002_tables', when: 3_000, sql: 'create table tables (id int primary key)' };

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

test('four processes that migrate at once all succeed, and each migration is applied once', async () => {
  const { url, folder } = await prepared([lamps, chairs]);
  await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder.path)));
  expect(await appliedIn(url)).toBe(2);
});

test('a migration planted behind one that is already applied is refused, not passed over', async () => {
  const { url, folder } = await prepared([lamps, tables]);
  await migrate(url, folder.path);
  await folder.rewrite([lamps, chairs, tables]);
  await expect(migrate(url, folder.path)).rejects.toThrow(
    '2 migrations applied and this version of Alongside has 3',
  );
});

test('a journal whose dates do not rise is refused before anything is applied', async () => {
  const { url, folder } = await prepared([lamps, { ...chairs, when: lamps.when }]);
  await expect(migrate(url, folder.path)).rejects.toThrow(
    'Migration 2 of 2 is not dated after the one before it',
  );
  expect(await appliedIn(url)).toBe(0);
});

test('a migration that was edited after it was applied is refused', async () => {
  const { url, folder } = await prepared([lamps]);
  await migrate(url, folder.path);
  await folder.rewrite([{ ...lamps, sql: 'create table lanterns (id int primary key)' }]);
  await expect(migrate(url, folder.path)).rejects.toThrow('one of them is not the same');
});

test('a database that a newer Alongside has used is refused', async () => {
  const { url, folder } = await prepared([lamps, chairs]);
  await migrate(url, folder.path);
  await folder.rewrite([lamps]);
  await expect(migrate(url, folder.path)).rejects.toThrow(
    '2 migrations applied and this version of Alongside has 1',
  );
});

test('a second start with nothing new to apply changes nothing', async () => {
  const database = await freshDatabase();
  undo.push(() => database.drop());
  const before = await appliedIn(database.url);
  await migrate(database.url);
  expect(before).toBeGreaterThan(0);
  expect(await appliedIn(database.url)).toBe(before);
});

async function prepared(entries: Parameters<typeof migrationsFolder>[0]) {
  const folder = await migrationsFolder(entries);
  const { url, drop } = await bareDatabase();
  undo.push(folder.remove, drop);
  return { url, folder };
}

const appliedIn = (url: string) =>
  onDatabase(url, async (sql) => {
    const [found] = await sql<
      [{ made: boolean }]
    >`select to_regclass('drizzle.__drizzle_migrations') is not null as made`;
    const rows = found.made ? await sql`select 1 from drizzle.__drizzle_migrations` : [];
    return rows.length;
  });
